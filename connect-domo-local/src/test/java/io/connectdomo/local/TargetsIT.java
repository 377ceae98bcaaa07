package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.local.DataSets.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records become rows, documents, files of a FileSet and Domo files, as {@code domo.target} says. */
@SystemTest
class TargetsIT {
    /** A first write waits as long after taking a partition over; an idle machine answers in milliseconds. */
    private static final String REQUEST_TIMEOUT_MS = "2000";

    private static final int LINES = 1_000;

    @Test
    void oneConnectorFeedsRowsDocumentsAFileSetAndFilesAtOnce(Rig rig) {
        String rows = rig.topic("rows", 1);
        String documents = rig.topic("documents", 1);
        String manuals = rig.topic("manuals", 1);
        String lines = rig.topic("lines", 1);
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        String collection = rig.documents().create(documents);
        String fileSet = rig.files().createFileSet(manuals);

        Map<String, String> config = rig.config(rows, documents, manuals, lines);
        config.put("domo.request.timeout.ms", REQUEST_TIMEOUT_MS);
        config.put(override(rows, "dataset.id"), dataSet);
        config.put(override(documents, "domo.target"), "appdb");
        config.put(override(documents, "appdb.collection.id"), collection);
        config.put(override(documents, "write.mode"), "upsert");
        config.put(override(manuals, "domo.target"), "fileset");
        config.put(override(manuals, "fileset.id"), fileSet);
        config.put(override(manuals, "fileset.path"), "manuals/{{key}}.txt");
        config.put(override(lines, "domo.target"), "file");
        config.put(override(lines, "commit.max.rows"), Integer.toString(LINES));
        config.put(override(lines, "commit.interval.ms"), "3600000");
        Rig.Connector connector = rig.start(config);

        rig.topics().sendAll(rows, List.of(Json.of("id", 7), Json.of("id", 8)));
        send(rig, documents, "1", Json.of("name", "Ada"));
        send(rig, documents, "2", Json.of("name", "Grace"));
        send(rig, documents, "1", Json.of("name", "Ada Lovelace"));
        send(rig, documents, "2", null);
        send(rig, manuals, "pump", "\"Turn it on.\"");
        send(rig, manuals, "valve", "\"Close it.\"");
        List<String> sent = numbers();
        rig.topics().sendAll(lines, sent);

        assertThat(rig.awaitRows(dataSet, 2)).containsExactlyInAnyOrder(Map.of("id", "7"), Map.of("id", "8"));
        rig.awaitOffset(connector, documents, 0, 4);
        assertThat(contents(rig, collection)).containsExactly(Json.read(Json.of("name", "Ada Lovelace", "_key", "1")));
        rig.awaitOffset(connector, manuals, 0, 2);
        assertThat(hashes(rig, fileSet))
                .isEqualTo(Map.of(
                        "manuals/pump.txt", Sha256.of("Turn it on."), "manuals/valve.txt", Sha256.of("Close it.")));
        rig.awaitOffset(connector, lines, 0, LINES);
        assertThat(filesOf(rig, lines)).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo(lines + "-0-0");
            assertThat(rig.files().text(file.id()).lines()).containsExactlyElementsOf(sent);
        });
    }

    @Test
    void theExampleForAppDbKeepsOneDocumentForEachKey(Rig rig) {
        String topic = rig.topic("customers", 1);
        String collection = rig.documents().create(topic);
        Rig.Connector connector =
                deploy(rig, example(rig, "appdb-sink.json", topic).with("appdb.collection.id", collection));

        send(rig, topic, "1", Json.of("name", "Ada"));
        send(rig, topic, "2", Json.of("name", "Grace"));
        send(rig, topic, "2", null);
        send(rig, topic, "1", Json.of("name", "Ada Lovelace", "created_at", "2026-11-24T15:30:00Z"));

        rig.awaitOffset(connector, topic, 0, 4);
        assertThat(contents(rig, collection))
                .containsExactly(Json.read(Json.of(
                        "_key", "1", "name", "Ada Lovelace", "created_at", Map.of("$date", "2026-11-24T15:30:00Z"))));
    }

    @Test
    void theExampleForFileSetsKeepsTheLastBytesOfEachPath(Rig rig) {
        String topic = rig.topic("manuals", 1);
        String fileSet = rig.files().createFileSet(topic);
        Rig.Connector connector =
                deploy(rig, example(rig, "fileset-sink.json", topic).with("fileset.id", fileSet));

        send(rig, topic, "pump.md", "# First");
        send(rig, topic, "valve.md", "# Valve");
        send(rig, topic, "gone.md", "# Gone");
        send(rig, topic, "pump.md", "# Second, \u00fc\u20ac\ud83d\ude00");
        send(rig, topic, "gone.md", null);

        rig.awaitOffset(connector, topic, 0, 5);
        assertThat(hashes(rig, fileSet))
                .isEqualTo(Map.of(
                        "manuals/pump.md", Sha256.of("# Second, \u00fc\u20ac\ud83d\ude00"),
                        "manuals/valve.md", Sha256.of("# Valve")));
    }

    @Test
    void theExampleForFilesRollsRecordsIntoPrivateFiles(Rig rig) {
        String topic = rig.topic("orders", 1);
        Rig.Connector connector =
                deploy(rig, example(rig, "file-sink.json", topic).with("commit.max.rows", Integer.toString(LINES / 2)));

        rig.topics().sendAll(topic, numbers());

        rig.awaitOffset(connector, topic, 0, LINES);
        assertThat(filesOf(rig, topic))
                .extracting(FileInfo::path)
                .containsExactly(topic + "-0-0.jsonl", topic + "-0-" + LINES / 2 + ".jsonl");
        assertThat(filesOf(rig, topic)).noneMatch(file -> rig.files().isPublic(file.id()));
        List<JsonNode> lines = filesOf(rig, topic).stream()
                .flatMap(file -> rig.files().text(file.id()).lines())
                .map(Json::read)
                .toList();
        assertThat(lines)
                .extracting(line -> line.path("n").asInt() + " from " + line.path("_kafka_partition") + ":"
                        + line.path("_kafka_offset"))
                .isEqualTo(IntStream.range(0, LINES)
                        .mapToObj(n -> n + " from 0:" + n)
                        .toList());
    }

    private static ExampleConfig example(Rig rig, String file, String topic) {
        return ExampleConfig.read(file)
                .at(rig.stack().emulator(), rig.stack())
                .with("topics", topic)
                .with("errors.deadletterqueue.topic.replication.factor", "1");
    }

    /** As it is it must be valid; it runs with waits that a test has time for. */
    private static Rig.Connector deploy(Rig rig, ExampleConfig example) {
        assertThat(rig.stack()
                        .connect()
                        .validate(example.with("name", "to-validate").asMap()))
                .isEmpty();
        return rig.startWithAnyTasks(example.with("domo.request.timeout.ms", REQUEST_TIMEOUT_MS)
                .with("commit.timeout.ms", "1000")
                .with("commit.resolve.grace.ms", "1000")
                .asMap());
    }

    private static String override(String topic, String key) {
        return "topic.override." + topic + "." + key;
    }

    private static List<String> numbers() {
        return IntStream.range(0, LINES).mapToObj(n -> Json.of("n", n)).toList();
    }

    private static void send(Rig rig, String topic, String key, String value) {
        rig.topics().send(topic, 0, key, value);
        rig.topics().flush();
    }

    private static List<JsonNode> contents(Rig rig, String collection) {
        return rig.documents().all(collection).stream()
                .map(Documents.Document::content)
                .toList();
    }

    private static Map<String, String> hashes(Rig rig, String fileSet) {
        return rig.files().inFileSet(fileSet).stream().collect(Collectors.toMap(FileInfo::path, FileInfo::sha256));
    }

    private static List<FileInfo> filesOf(Rig rig, String topic) {
        return rig.files().files().stream()
                .filter(file -> file.path().startsWith(topic))
                .toList();
    }
}
