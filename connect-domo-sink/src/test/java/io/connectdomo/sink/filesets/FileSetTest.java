package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;

/** A test of the real task against the emulator's FileSets. */
abstract class FileSetTest extends EmulatorTest {
    static final String REQUEST_TIMEOUT_MS = "400";

    /** Path to text. */
    final Map<String, String> reference = new TreeMap<>();

    final Random random = new Random(7);
    final List<SinkRecord> deadLetters = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final ErrantRecordReporter reporter = (record, error) -> {
        deadLetters.add(record);
        reasons.add(error.getMessage());
        return CompletableFuture.completedFuture(null);
    };
    String fileSet;

    @BeforeEach
    void makeFileSet() {
        fileSet = domo.fileSets().create("orders");
    }

    Map<String, String> files(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "domo.target",
                "fileset",
                "fileset.id",
                fileSet,
                "fileset.path",
                "docs/{{key}}.txt",
                "domo.request.timeout.ms",
                REQUEST_TIMEOUT_MS));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        Map<String, String> whole = config("-");
        whole.remove("dataset.id");
        whole.putAll(config);
        return whole;
    }

    void add(TopicPartition partition, Object key, Object value) {
        topics.add(partition, new SchemaAndValue(null, key), new SchemaAndValue(null, value), null);
    }

    void file(TopicPartition partition, String key, String text) {
        add(partition, key, text);
        if (text == null) {
            reference.remove("docs/" + key + ".txt");
        } else {
            reference.put("docs/" + key + ".txt", text);
        }
    }

    /** Of 20 keys, a fifth of them deletes. */
    void changes(int count) {
        for (int i = 0; i < count; i++) {
            file(ORDERS_0, "k" + random.nextInt(20), random.nextInt(5) == 0 ? null : "text " + random.nextInt());
        }
    }

    Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        for (FileInfo file : domo.fileSets().files(fileSet)) {
            stored.put(file.path(), new String(domo.fileSets().content(fileSet, file.path()), StandardCharsets.UTF_8));
        }
        return stored;
    }

    void assertReference() {
        assertThat(stored()).isEqualTo(reference);
    }

    void runToEnd(ScriptedWorker worker) {
        worker.iterateUntil("all durable", topics::allCommitted);
    }
}
