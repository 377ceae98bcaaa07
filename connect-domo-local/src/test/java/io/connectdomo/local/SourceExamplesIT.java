package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import io.connectdomo.local.DataSets.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example of the source in {@code config/} does what its name says once address and token are one's own. */
@SystemTest
class SourceExamplesIT {
    private static final Path EXAMPLES = Installation.find().home().resolve("config");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "activity-log-source.json",
                "stream-executions-source.json",
                "report-history-source.json",
                "all-feeds-source.json"
            })
    void itIsDeployedAsItIsAndRecordsArrive(String file, Rig rig) {
        Instant then = Instant.now().minusSeconds(600);
        rig.feeds().clearActivity();
        rig.feeds().addActivity(List.of(ActivityLog.entry(then)));
        long stream = rig.feeds()
                .createStream(rig.stack().emulator().dataSets().create("Sales 2026", List.of(Column.of("a", "LONG"))));
        rig.feeds().addExecutions(stream, List.of(Streams.execution(1, then)));
        rig.feeds().addReports(List.of(ReportHistory.run(stream, then)));
        ExampleConfig example = ExampleConfig.read(file)
                .at(rig.stack().emulator(), rig.stack())
                .with("topic.prefix", rig.topicPrefix())
                .with("topic.creation.default.replication.factor", "1");

        assertThat(rig.stack()
                        .connect()
                        .validate(example.with("name", "to-validate").asMap()))
                .isEmpty();
        Rig.Connector connector = rig.startWithAnyTasks(example.asMap());

        for (String feed : example.asMap().get("feeds").split(",", -1)) {
            rig.awaitSomeRecords(rig.topicPrefix() + feed);
            assertThat(rig.topics().setting(rig.topicPrefix() + feed, "retention.ms"))
                    .as("a backfill must not be deleted on arrival")
                    .isEqualTo("-1");
        }
        for (JsonNode partition :
                rig.stack().connect().sourceOffsets(connector.name()).keySet()) {
            assertThat(example.asMap().get("feeds"))
                    .contains(partition.path("feed").asText());
        }
    }

    @Test
    void noExampleIsForgottenHere() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith("-source.json") && !file.startsWith("cdc-")))
                    .containsExactlyInAnyOrder(
                            "activity-log-source.json",
                            "stream-executions-source.json",
                            "report-history-source.json",
                            "all-feeds-source.json");
        }
    }
}
