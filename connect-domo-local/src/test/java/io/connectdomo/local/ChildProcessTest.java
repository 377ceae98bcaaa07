package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of a child: it says why it died, it stops when told to, and it does not outlive its parent. */
class ChildProcessTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    /** What the children of these tests run. */
    public static final class Waits {
        private Waits() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("good bye")));
            Files.writeString(
                    Path.of(args[0]), Long.toString(ProcessHandle.current().pid()));
            new CountDownLatch(1).await();
        }
    }

    /** A parent with a child of its own. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws InterruptedException {
            ChildProcess.start(
                    "grandchild",
                    command(Waits.class, args[0]),
                    Path.of(args[0]).getParent());
            new CountDownLatch(1).await();
        }
    }

    /** Fails at once. */
    public static final class Fails {
        private Fails() {}

        public static void main(String[] args) {
            if (args.length == 0) {
                throw new IllegalStateException("no room in the inn");
            }
        }
    }

    @Test
    void aChildThatDiesShowsTheEndOfItsLog() {
        try (ChildProcess child = ChildProcess.start("fails", command(Fails.class), directory)) {
            assertThatThrownBy(() -> child.awaitReady(() -> false, DEADLINE))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("fails ended with exit code 1")
                    .hasMessageContaining("no room in the inn");
        }
    }

    @Test
    void aChildThatIsNeverReadyIsGivenUpAtTheDeadline() {
        Path started = directory.resolve("started");
        try (ChildProcess child = ChildProcess.start("waits", command(Waits.class, started.toString()), directory)) {
            assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(200)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("waits is not ready after");
        }
    }

    @Test
    void aChildStopsKindlyWhenClosed() {
        Path started = directory.resolve("started");
        ChildProcess child = ChildProcess.start("waits", command(Waits.class, started.toString()), directory);
        child.awaitReady(() -> Files.exists(started), DEADLINE);

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.tail()).contains("good bye");
    }

    @Test
    void aChildDiesWithAParentThatIsKilled() {
        Path started = directory.resolve("started");
        ChildProcess parent = ChildProcess.start("parent", command(Parent.class, started.toString()), directory);
        parent.awaitReady(() -> pidIn(started) > 0, DEADLINE);
        ProcessHandle grandchild = ProcessHandle.of(pidIn(started)).orElseThrow();

        parent.kill();

        Awaitility.await().atMost(DEADLINE).until(() -> !grandchild.isAlive());
    }

    private static long pidIn(Path file) {
        try {
            return Files.exists(file) ? Long.parseLong("0" + Files.readString(file)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static JvmCommand command(Class<?> main, String... arguments) {
        String classPath = System.getProperty("java.class.path");
        return new JvmCommand(List.of("-Xmx64m"), classPath, main.getName(), List.of(arguments));
    }
}
