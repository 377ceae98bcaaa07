package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.KafkaStack;
import io.connectdomo.local.StackException;
import io.connectdomo.local.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Connectors of a stack whose workers come and go. */
class Connectors {
    private static final String FAILED_TASK = "Task threw an uncaught and unrecoverable exception";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int TRACE_LINES = 40;

    private final KafkaStack stack;

    Connectors(KafkaStack stack) {
        this.stack = stack;
    }

    /** Creates it and waits until all its tasks run. */
    void start(String name, Map<String, String> config) {
        start(name, config, Integer.parseInt(config.get("tasks.max")));
    }

    /** The same of one with so many tasks. */
    void start(String name, Map<String, String> config, int tasks) {
        stack.connect().put(name, config);
        await(
                name + " runs",
                Duration.ofMinutes(1),
                () -> status(name).map(status -> status.isRunning(tasks)).orElse(false));
    }

    void await(String what, Duration within, Callable<Boolean> condition) {
        await(what, within, LOOK_EVERY, condition);
    }

    /** A worker that was killed a moment ago does not answer, which is not what is waited for. */
    void await(String what, Duration within, Duration lookEvery, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(within)
                .pollDelay(Duration.ZERO)
                .pollInterval(lookEvery)
                .ignoreException(StackException.class)
                .until(() -> {
                    assertThat(failedTasks()).isEmpty();
                    return condition.call();
                });
    }

    private Optional<ConnectorStatus> status(String name) {
        return stack.connect().status(name);
    }

    /** Every task that failed since the workers were first started, with its trace: the logs outlive a kill, the status does not. */
    List<String> failedTasks() {
        return stack.workers().stream()
                .flatMap(worker -> excerpts(worker).stream())
                .toList();
    }

    private static List<String> excerpts(Worker worker) {
        List<String> lines = lines(worker);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(FAILED_TASK)) {
                found.add(String.join("\n", lines.subList(i, Math.min(lines.size(), i + TRACE_LINES))));
            }
        }
        return found;
    }

    /** Of all workers' logs, the lines with these words. */
    List<String> logLines(String words) {
        return stack.workers().stream()
                .flatMap(worker -> lines(worker).stream())
                .filter(line -> line.contains(words))
                .toList();
    }

    private static List<String> lines(Worker worker) {
        try (Stream<String> lines = Files.lines(worker.log())) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
