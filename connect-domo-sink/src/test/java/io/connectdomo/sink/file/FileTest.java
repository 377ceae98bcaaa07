package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.FileInfo;
import io.connectdomo.emulator.RequestRecord;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;

/** A test of the real task with {@code domo.target=file} against the emulator. */
abstract class FileTest extends EmulatorTest {
    /** Short times, so that a test takes none. */
    protected Map<String, String> files(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-files",
                "domo.url", domo.url(),
                "domo.developer.token", domo.token(),
                "domo.target", "file",
                "topics", "orders",
                "commit.interval.ms", "100",
                "commit.timeout.ms", "700",
                "commit.resolve.grace.ms", "300",
                "domo.retry.backoff.ms", "20"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    /** The line that {@link #order} becomes. */
    static String line(long id) {
        return "{\"id\":" + id + ",\"item\":\"item " + id + "\"}\n";
    }

    static String lines(long from, long to) {
        return LongStream.range(from, to).mapToObj(FileTest::line).collect(Collectors.joining());
    }

    protected void value(TopicPartition partition, Object value) {
        topics.add(partition, new SchemaAndValue(null, null), new SchemaAndValue(null, value), null);
    }

    protected static void untilAllCommitted(ScriptedWorker worker, io.connectdomo.sink.harness.Topics topics) {
        worker.iterateUntil("all is durable", topics::allCommitted);
    }

    // ---- what Domo has

    /** What each file holds now, by name. Two files of one name fail the test. */
    protected Map<String, String> contents() {
        return domo.files().files().stream()
                .collect(Collectors.toMap(
                        FileInfo::path,
                        file -> text(file.id()),
                        (one, other) -> {
                            throw new AssertionError("Two files have the same name: " + one + " and " + other);
                        },
                        TreeMap::new));
    }

    protected String text(String fileId) {
        return new String(domo.files().content(fileId), StandardCharsets.UTF_8);
    }

    /** All files of a partition one behind the other, in the order of their first offsets. */
    protected String all(TopicPartition partition) {
        String prefix = partition + "-";
        TreeMap<Long, String> byOffset = new TreeMap<>();
        contents().forEach((name, content) -> {
            if (name.startsWith(prefix)) {
                byOffset.put(Long.parseLong(name.substring(prefix.length())), content);
            }
        });
        return String.join("", byOffset.values());
    }

    protected FileInfo file(String name) {
        return domo.files().files().stream()
                .filter(file -> file.path().equals(name))
                .findFirst()
                .orElseThrow();
    }

    protected void assertNonePublic() {
        assertThat(domo.files().files())
                .allSatisfy(file -> assertThat(domo.files().isPublic(file.id()))
                        .as("everyone may see " + file.path())
                        .isFalse());
    }

    protected List<RequestRecord> requests(String method, String pathPart) {
        return domo.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().contains(pathPart))
                .toList();
    }
}
