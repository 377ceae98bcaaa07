package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.local.DataSets.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the packaged doctor prints for an instance is what a connector needs there. The keys are independent of each other, so an
 * instance answers otherwise in as many ways as it can at once. Needs connect-domo-doctor to be packaged.
 */
@SystemTest
class DoctorIT {
    private static final Column KEY = Column.key("k", "STRING");
    private static final Column NUMBER = Column.of("n", "LONG");

    @Test
    void aConnectorWithThePrintedLinesWorksWhereDomoAnswersOtherwise(Rig rig) {
        worksWithThePrintedLines(
                rig,
                List.of(
                        Dialect.UPSERT_KEYED_APPEND,
                        Dialect.DELETE_COMMIT_ACTION_INDEX,
                        Dialect.PARTITION_RESTATE_DATA_TAG,
                        Dialect.TRUNCATE_EMPTY_PART,
                        Dialect.DATETIME_FRACTION_NONE,
                        Dialect.FILE_PATH_APP,
                        Dialect.FILE_BODY_MULTIPART,
                        Dialect.FILE_CHECKSUM_SHA256),
                Map.of(
                        "domo.compat.upsert", "keyed_append",
                        "domo.compat.delete.commit", "action_index",
                        "domo.compat.partition", "restate_data_tag",
                        "domo.compat.truncate", "empty_part",
                        "domo.compat.datetime.fraction", "none",
                        "domo.compat.file.path", "app",
                        "domo.compat.file.body", "multipart",
                        "domo.compat.file.checksum", "sha256"));
    }

    @Test
    void andWhereItAnswersInTheOtherOtherWays(Rig rig) {
        worksWithThePrintedLines(
                rig,
                List.of(Dialect.API_PATH_EMPTY, Dialect.UPSERT_ACTION, Dialect.FILE_CHECKSUM_HEX),
                Map.of("domo.compat.api.path", "", "domo.compat.upsert", "action", "domo.compat.file.checksum", "hex"));
    }

    @Test
    void theDataSetThatAutoCreateMakesIsTheOneThatWasDrafted(Rig rig) {
        String topic = rig.topic(2);
        rig.topics().send(topic, 0, "k", Json.of("id", 1, "price", 2.5, "at", "2026-11-24T10:11:12Z", "ok", true));
        rig.topics().send(topic, 0, "k", Json.of("id", 2));
        rig.topics().send(topic, 0, "k", null);
        rig.topics().flush();

        Doctor.Answers drafted =
                Doctor.draft("--bootstrap", rig.stack().bootstrapServers(), "--topic", topic, "--json");

        assertThat(drafted.exitCode()).isZero();
        JsonNode draft = Json.read(drafted.out());
        assertThat(draft.path("records").asInt()).isEqualTo(3);
        Map<String, String> config = rig.config(topic);
        config.put("dataset.auto.create", "true");
        rig.start(config);
        rig.await(
                "the DataSet " + topic,
                () -> rig.stack().emulator().dataSetsNamed(topic).size() == 1);
        String dataSet = rig.stack().emulator().dataSetsNamed(topic).get(0);
        Map<String, String> row = rig.awaitRows(dataSet, 2).get(0);
        assertThat(draft.path("dataSet").asText()).isEqualTo(topic);
        assertThat(draft.path("columns")
                        .valueStream()
                        .map(column -> column.path("name").asText()))
                .containsExactlyElementsOf(row.keySet());
    }

    private static void worksWithThePrintedLines(Rig rig, List<Dialect> dialects, Map<String, String> expected) {
        try (EmulatorProcess domo = EmulatorProcess.startAlone()) {
            String times = domo.dataSets().create("times", List.of(Column.of("at", "DATETIME"), NUMBER));
            String keyed = domo.dataSets().create("keyed", List.of(KEY, NUMBER));
            String partitioned = domo.dataSets().create("partitioned", List.of(Column.of("k", "STRING"), NUMBER));
            String truncated = domo.dataSets().create("truncated", List.of(KEY, NUMBER));
            domo.speak(dialects);

            Doctor.Answers answers = Doctor.ask(domo, "--json");

            Map<String, String> printed = configuration(answers);
            assertThat(printed).isEqualTo(expected);
            assertThat(answers.exitCode()).isEqualTo(1);
            Printed lines = new Printed(rig, domo, printed);
            lines.timesBecomeRows(times);
            lines.keysAreUpsertedAndDeleted(keyed);
            lines.partitionsAreReplaced(partitioned);
            lines.aTruncateEmpties(truncated);
            lines.recordsBecomeAFile();
            lines.connectorsEnd();
        }
    }

    private static Map<String, String> configuration(Doctor.Answers answers) {
        Map<String, String> lines = new LinkedHashMap<>();
        JsonNode configuration = Json.read(answers.out()).path("configuration");
        configuration
                .properties()
                .forEach(line -> lines.put(line.getKey(), line.getValue().asText()));
        return lines;
    }

    /** Connectors that have the printed lines and nothing else of their kind. */
    private record Printed(Rig rig, EmulatorProcess domo, Map<String, String> lines, List<Rig.Connector> running) {
        Printed(Rig rig, EmulatorProcess domo, Map<String, String> lines) {
            this(rig, domo, lines, new ArrayList<>());
        }

        void timesBecomeRows(String dataSet) {
            String topic = rig.topic();
            start(rig.config(topic, dataSet, "append"));
            rig.topics().sendAll(topic, List.of(Json.of("at", "2026-11-24T10:11:12.345Z", "n", 1)));
            awaitRows(dataSet, 1);
        }

        void keysAreUpsertedAndDeleted(String dataSet) {
            String topic = rig.topic();
            Map<String, String> config = rig.config(topic, dataSet, "upsert");
            config.put("key.fields", "k");
            start(config);
            send(topic, "a", Json.of("n", 1));
            send(topic, "b", Json.of("n", 1));
            send(topic, "c", Json.of("n", 1));
            awaitRows(dataSet, 3);
            // Had the upsert doubled the row of a, there would be three again.
            send(topic, "a", Json.of("n", 2));
            send(topic, "b", null);
            awaitRows(dataSet, 2);
        }

        void partitionsAreReplaced(String dataSet) {
            String topic = rig.topic();
            Map<String, String> config = rig.config(topic, dataSet, "replace");
            config.put("dataset.partition.tag", "{{topic}}");
            config.put("replace.snapshot.idle.ms", "1000");
            start(config);
            rig.topics().sendAll(topic, List.of(row("a"), row("b"), row("c")));
            awaitRows(dataSet, 3);
            rig.topics().sendAll(topic, List.of(row("d")));
            awaitRows(dataSet, 1);
        }

        void aTruncateEmpties(String dataSet) {
            String topic = rig.topic();
            Map<String, String> config = rig.config(topic, dataSet, "upsert");
            config.put("record.format", "debezium");
            config.put("key.source", "record_value");
            config.put("key.fields", "k");
            config.put("truncate.action", "replace");
            start(config);
            rig.topics().sendAll(topic, List.of(created("a"), created("b")));
            awaitRows(dataSet, 2);
            rig.topics()
                    .sendAll(topic, List.of("{\"before\":null,\"after\":null,\"op\":\"t\",\"source\":{},\"ts_ms\":1}"));
            awaitRows(dataSet, 0);
        }

        void recordsBecomeAFile() {
            String topic = rig.topic();
            Map<String, String> config = rig.config(topic);
            config.put("domo.target", "file");
            config.put("commit.max.rows", "2");
            config.put("domo.request.timeout.ms", "2000");
            start(config);
            rig.topics().sendAll(topic, List.of(row("a"), row("b")));
            rig.await(
                    "a file of " + topic,
                    () -> domo.files().files().stream().map(FileInfo::path).anyMatch(path -> path.startsWith(topic)));
        }

        void connectorsEnd() {
            running.forEach(Rig.Connector::delete);
        }

        private void start(Map<String, String> config) {
            config.put("domo.url", domo.address().toString());
            config.putAll(lines);
            running.add(rig.startWithAnyTasks(config));
        }

        private void send(String topic, String key, String value) {
            rig.topics().send(topic, 0, key, value);
            rig.topics().flush();
        }

        private void awaitRows(String dataSet, long count) {
            rig.await(count + " rows of DataSet " + dataSet, () -> domo.rowCount(dataSet) == count);
        }

        private static String row(String key) {
            return Json.of("k", key, "n", 1);
        }

        private static String created(String key) {
            return "{\"before\":null,\"after\":" + row(key) + ",\"op\":\"c\",\"source\":{},\"ts_ms\":1}";
        }
    }
}
