package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.DataSets.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch is committed when it is due although nothing more comes: no record is needed to push another out. */
@SystemTest
class QuietTopicIT {
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration TAKE_OVER = Duration.ofSeconds(6);
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    @Test
    void aQuietTopicIsCommittedWithinTwoSecondsOfBeingDue(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        Map<String, String> config = rig.config(topic, dataSet, "append");
        config.put("commit.interval.ms", Long.toString(INTERVAL.toMillis()));
        rig.start(config);
        // The first one tells that the task has its partition; the second one is measured.
        rig.topics().sendAll(topic, List.of(Json.of("id", 1)));
        rig.awaitRows(dataSet, 1);

        Instant sent = Instant.now();
        rig.topics().sendAll(topic, List.of(Json.of("id", 2)));
        rig.awaitRows(dataSet, 2);

        assertThat(lastCommit(rig, dataSet).at())
                .isBetween(sent.plus(INTERVAL), sent.plus(INTERVAL).plus(TOLERANCE));
    }

    @Test
    void anUpsertWaitsOutTheTakeOverOnceAndThenKeepsToItsInterval(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(Column.key("id", "LONG"));
        Map<String, String> config = rig.config(topic, dataSet, "upsert");
        config.put("key.fields", "id");
        config.put("commit.interval.ms", "1000");
        config.put("commit.timeout.ms", Long.toString(TAKE_OVER.toMillis()));
        rig.topics().send(topic, 0, "1", Json.of("id", 1));
        rig.topics().flush();

        Instant created = Instant.now();
        rig.start(config);
        Instant running = Instant.now();
        rig.awaitRows(dataSet, 1);
        assertThat(lastCommit(rig, dataSet).at())
                .isAfterOrEqualTo(created.plus(TAKE_OVER))
                .isBeforeOrEqualTo(running.plus(TAKE_OVER).plus(TOLERANCE));

        Instant sent = Instant.now();
        rig.topics().send(topic, 0, "2", Json.of("id", 2));
        rig.awaitRows(dataSet, 2);
        assertThat(lastCommit(rig, dataSet).at())
                .isBetween(sent.plusMillis(1000), sent.plusMillis(1000).plus(TOLERANCE));
    }

    private static Commit lastCommit(Rig rig, String dataSet) {
        List<Commit> commits = rig.dataSets().commits(dataSet);
        return commits.get(commits.size() - 1);
    }
}
