package io.connectdomo.common.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ContextThreadsTest {
    /** What makes threads, or runs on somebody else's. */
    private static final Pattern MAKERS = Pattern.compile("new Thread\\(|extends Thread\\b|Executors\\.new\\w+\\(|"
            + "new (?:Scheduled)?ThreadPoolExecutor\\(|new Timer\\(|(?:run|supply)Async\\((?![^;]*, \\w+\\);)|"
            + "parallelStream\\(|ForkJoinPool");

    private final List<String> seen = new ArrayList<>();

    @Test
    void aThreadHasTheContextOfWhoMadeTheFactoryNotOfWhoNeedsTheThread() throws InterruptedException {
        MDC.put("connector.context", "[orders|task-0] ");
        ContextThreads threads;
        try {
            threads = ContextThreads.numbered("orders-0-upload");
        } finally {
            MDC.remove("connector.context");
        }
        AtomicReference<String> context = new AtomicReference<>();
        MDC.put("connector.context", "[another|task-1] ");
        try {
            for (int i = 0; i < 2; i++) {
                Thread thread = threads.newThread(() -> context.set(MDC.get("connector.context")));
                seen.add(thread.getName());
                assertThat(thread.isDaemon()).isTrue();
                thread.start();
                thread.join();
                assertThat(context.get()).isEqualTo("[orders|task-0] ");
            }
        } finally {
            MDC.remove("connector.context");
        }
        assertThat(seen).containsExactly("orders-0-upload-0", "orders-0-upload-1");
    }

    @Test
    void withoutAContextThereIsNone() throws InterruptedException {
        AtomicReference<Map<String, String>> context = new AtomicReference<>();
        Thread thread = ContextThreads.named("streams").newThread(() -> context.set(MDC.getCopyOfContextMap()));
        thread.start();
        thread.join();
        assertThat(context.get()).isNullOrEmpty();
        assertThat(thread.getName()).isEqualTo("streams");
    }

    /** A thread that is made in another way logs lines of which nobody can tell whose they are. */
    @Test
    void everyThreadOfThePluginsComesFromHere() {
        List<String> others = new ArrayList<>();
        for (String module : List.of("common", "sink", "source")) {
            for (Path file : sources(module)) {
                String text = read(file);
                boolean ours = text.contains("ContextThreads.n") || file.endsWith("ContextThreads.java");
                if (MAKERS.matcher(text).find() && !ours) {
                    others.add(file.getFileName().toString());
                }
            }
        }
        assertThat(others).as("files that make threads without ContextThreads").isEmpty();
    }

    private static List<Path> sources(String module) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("connect-domo-" + module))) {
            root = root.getParent();
        }
        try (Stream<Path> all = Files.walk(root.resolve("connect-domo-" + module + "/src/main/java"))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
