package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.local.DataSets.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md holds on a real worker: every name is there, counts are those of Domo and Kafka, and nothing is left behind. */
@SystemTest
class MetricsIT {
    private static final Column ID = Column.of("id", "LONG");
    private static final Column QUANTITY = Column.of("quantity", "LONG");

    @Test
    void theSinksBeansHaveEveryNameAndTheCountsOfDomoAndTheDeadLetterQueue(Rig rig) {
        String topic = rig.topic();
        String deadLetters = rig.topic("dead", 1);
        String dataSet = rig.dataSet(ID, QUANTITY);
        Map<String, String> config = rig.config(topic, dataSet, "append");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", deadLetters);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("producer.override.max.request.size", "10485760");
        Rig.Connector connector = rig.start(config);
        List<String> records = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(id -> Json.of("id", id, "quantity", 1))
                .toList());
        records.add(500, Json.of("id", 1, "quantity", "a dozen or so"));
        records.add(700, Json.of("id", 1, "quantity", 1, "nobody_knows_this_field", true));
        rig.topics().sendAll(topic, records);
        rig.awaitRows(dataSet, 1_000);
        rig.awaitOffset(connector, topic, 0, 1_002);
        int dead = rig.topics().read(deadLetters, 2, Rig.DEADLINE).size();

        String of = ",connector=\"" + connector.name() + "\",task=0";
        try (WorkerBeans beans = WorkerBeans.of(rig.stack().workers().get(0))) {
            String task = only(beans.names("io.connectdomo:type=sink-task" + of));
            String destination = only(beans.names(
                    "io.connectdomo:type=sink-destination,target=dataset,destination=\"" + dataSet + "\"" + of));
            Set<String> ofDestinations = catalogue("Sink destination");
            Set<String> ofTask = new TreeSet<>(catalogue("Sink task"));
            ofTask.addAll(ofDestinations);
            Set<String> ofDataSet = new TreeSet<>(ofDestinations);
            ofDataSet.add("dataset-name");
            assertThat(beans.attributes(destination)).isEqualTo(ofDataSet);
            assertThat(beans.attributes(task)).isEqualTo(ofTask);

            for (String bean : List.of(task, destination)) {
                assertThat(beans.read(bean, "rows-total")).isEqualTo(1_000);
                assertThat(beans.read(bean, "records-total")).isEqualTo(1_002);
                assertThat(beans.read(bean, "errant-records-total")).isEqualTo(dead);
                assertThat(beans.read(bean, "errant-unfit-value-total")).isEqualTo(1);
                assertThat(beans.read(bean, "errant-no-column-total")).isEqualTo(1);
                int commits = rig.dataSets().commits(dataSet).size();
                assertThat(beans.read(bean, "commits-total")).isEqualTo(commits);
                assertThat(beans.read(bean, "credits-total")).isEqualTo(commits);
                // Gauges are published twice a second.
                rig.await("all records are durable", () -> beans.read(bean, "oldest-record-age-ms") == 0);
                assertThat(beans.read(bean, "record-to-committed-ms")).isBetween(0L, Rig.DEADLINE.toMillis());
            }
            assertWorkersOwn(beans, "sink-task", connector, ofTask, "rows-total", 1_000);
            connector.delete();
            rig.await("the beans are gone", () -> nothingOf(beans, connector));
        }
    }

    @Test
    void theSourcesBeansHaveEveryNameAndTheCountsOfKafka(Rig rig) {
        rig.feeds().clearActivity();
        Instant then = Instant.now().minusSeconds(600);
        rig.feeds()
                .addActivity(IntStream.range(0, 300)
                        .mapToObj(i -> ActivityLog.entry(then.plusMillis(i)))
                        .toList());
        Rig.Connector connector = rig.start(rig.sourceConfig("activity-log", "report-history"));
        rig.awaitRecords(rig.topicPrefix() + "activity-log", 300);

        String of = ",connector=\"" + connector.name() + "\",task=0";
        try (WorkerBeans beans = WorkerBeans.of(rig.stack().workers().get(0))) {
            String task = only(beans.names("io.connectdomo:type=source-task" + of));
            String log = only(beans.names("io.connectdomo:type=source-feed,feed=activity-log" + of));
            String reports = only(beans.names("io.connectdomo:type=source-feed,feed=report-history" + of));
            Set<String> ofFeeds = catalogue("Source feed");
            Set<String> ofTask = new TreeSet<>(catalogue("Source task"));
            ofTask.addAll(ofFeeds);
            assertThat(beans.attributes(log)).isEqualTo(ofFeeds);
            assertThat(beans.attributes(reports)).isEqualTo(ofFeeds);
            assertThat(beans.attributes(task)).isEqualTo(ofTask);

            assertThat(beans.read(log, "records-total")).isEqualTo(300);
            assertThat(beans.read(task, "records-total")).isEqualTo(300);
            assertThat(beans.read(task, "source-partitions")).isEqualTo(2);
            rig.await(
                    "the backfill is done",
                    () -> beans.read(log, "backfill-progress-percent") == 100
                            && beans.read(reports, "backfill-progress-percent") == 100);
            assertThat(beans.read(log, "delay-ms")).isBetween(0L, Rig.DEADLINE.toMillis());
            assertThat(beans.read(log, "last-success-age-ms")).isBetween(0L, Rig.DEADLINE.toMillis());
            assertWorkersOwn(beans, "source-task", connector, ofTask, "records-total", 300);
            connector.delete();
            rig.await("the beans are gone", () -> nothingOf(beans, connector));
        }
    }

    /** KIP-877: the worker of the stack is of Kafka 4.3. */
    private static void assertWorkersOwn(
            WorkerBeans beans, String kind, Rig.Connector connector, Set<String> all, String count, long value) {
        String own =
                only(beans.names("kafka.connect:type=plugins,kind=" + kind + ",connector=" + connector.name() + ",*"));
        assertThat(beans.attributes(own)).isEqualTo(all);
        assertThat(beans.read(own, count)).isEqualTo(value);
    }

    private static boolean nothingOf(WorkerBeans beans, Rig.Connector connector) {
        return beans.names("io.connectdomo:connector=\"" + connector.name() + "\",*")
                        .isEmpty()
                && beans.names("kafka.connect:type=plugins,connector=" + connector.name() + ",kind=*,*")
                        .isEmpty();
    }

    private static String only(Set<String> names) {
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }

    /** The attributes that the page lists in a section. */
    private static Set<String> catalogue(String section) {
        String page;
        try {
            page = Files.readString(Path.of(System.getProperty("connectdomo.home"), "docs", "metrics.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int begin = page.indexOf("\n## " + section + "\n");
        int end = page.indexOf("\n## ", begin + 1);
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(page.substring(begin, end < 0 ? page.length() : end));
        Set<String> names = new TreeSet<>();
        while (rows.find()) {
            names.add(rows.group(1));
        }
        assertThat(names).isNotEmpty();
        return names;
    }
}
