package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.testkit.log.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dataset.auto.create.adopt}: a DataSet that was found by its name is not changed in its meaning unasked. */
class AdoptTest extends CreationTest {
    private static final String TAG = "connect-domo:orders-sink";
    private static final String[] UPSERT = {"write.mode", "upsert", "commit.timeout.ms", "200"};
    private static final String[] REPLACE = {"write.mode", "replace", "replace.snapshot.idle.ms", "100"};

    private static List<ColumnSpec> columns(String... keys) {
        List<String> key = List.of(keys);
        return List.of(
                new ColumnSpec("id", ColumnType.LONG, key.contains("id")),
                new ColumnSpec("item", ColumnType.STRING, key.contains("item")),
                ColumnSpec.of("price", ColumnType.DOUBLE),
                ColumnSpec.of("at", ColumnType.DATETIME));
    }

    /** A DataSet that somebody else has made and filled with the row 1000. */
    private String filled(String... keys) {
        String id = domo.createDataSet("orders", columns(keys));
        TopicPartition theirs = new TopicPartition("theirs", 0);
        row(theirs, 1000);
        ScriptedWorker other = start(config(id, "name", "other"), theirs);
        other.iterateUntil("filled", topics::allCommitted);
        other.stop();
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(1));
        return id;
    }

    private Map<String, String> creating(String[] mode, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(mode));
        all.addAll(List.of(more));
        return creating(all.toArray(String[]::new));
    }

    private ScriptedWorker deliver(Map<String, String> config) {
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        return worker;
    }

    private void refused(String id, Map<String, String> config, String... words) {
        List<ColumnSpec> before = domo.columns(id);
        int commits = domo.commits(id).size();
        assertThat(start(config, ORDERS_0).iterateUntilFailure())
                .hasMessageContaining(id)
                .hasMessageContaining("'orders'")
                .hasMessageContaining(TAG)
                .hasMessageContaining("dataset.id=" + id)
                .hasMessageContainingAll(words);
        assertThat(domo.columns(id)).isEqualTo(before);
        assertThat(domo.commits(id)).hasSize(commits);
        assertThat(domo.tags(id)).isEmpty();
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(creations()).isZero();
    }

    // ---- fitting

    @Test
    void rowsAreAppendedToAnyAndColumnsAdded() {
        String id = domo.createDataSet("orders", columns().subList(0, 2));
        TopicPartition theirs = new TopicPartition("theirs", 0);
        topics.add(theirs, null, Map.of("id", 1000L));
        ScriptedWorker other = start(config(id, "name", "other"), theirs);
        other.iterateUntil("filled", topics::allCommitted);
        rows(ORDERS_0, 0, 3);
        deliver(creating("schema.evolution", "add"));
        assertThat(domo.columns(id)).containsExactlyElementsOf(columns());
        Map<Long, Long> all = eachOnce(0, 3);
        all.put(1000L, 1L);
        assertCounts(id, all);
        assertThat(domo.tags(id)).as("it is not ours").isEmpty();
    }

    @Test
    void rowsAreUpsertedByTheKeyThatIsThere() {
        String id = filled("id");
        rows(ORDERS_0, 0, 3);
        deliver(creating(UPSERT));
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(4));
        assertThat(domo.columns(id)).containsExactlyElementsOf(columns("id"));
    }

    /** Made by hand, or by an earlier version that has died before it wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"append", "upsert", "replace"})
    void anEmptyOneIsTakenAndStaysTakenAfterARestart(String mode) {
        String id = domo.createDataSet("orders", columns("item"));
        Map<String, String> config =
                creating("write.mode", mode, "commit.timeout.ms", "200", "replace.snapshot.idle.ms", "100");
        rows(ORDERS_0, 0, 3);
        deliver(config).stop();
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(3));
        rows(ORDERS_0, 3, 5);
        deliver(config);
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(mode.equals("replace") ? 2 : 5));
        assertThat(domo.columns(id)).containsExactlyElementsOf(mode.equals("upsert") ? columns("id") : columns("item"));
        assertThat(creations()).isZero();
    }

    /** Where Domo does not show the key that was set on it, its tag tells afterwards that its rows come from here. */
    @ParameterizedTest
    @ValueSource(strings = {"write.mode=upsert", "write.mode=delete", "delivery.guarantee=effectively_once"})
    void anEmptyOneStaysTakenAlsoWhereDomoHidesItsKey(String keyed) {
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        List<ColumnSpec> columns = new ArrayList<>(columns());
        if (keyed.startsWith("delivery")) {
            columns.add(ColumnSpec.of("_kafka_topic", ColumnType.STRING));
            columns.add(ColumnSpec.of("_kafka_partition", ColumnType.LONG));
            columns.add(ColumnSpec.of("_kafka_offset", ColumnType.LONG));
        }
        String id = domo.createDataSet("orders", columns);
        String key = keyed.substring(0, keyed.indexOf('='));
        String value = keyed.substring(keyed.indexOf('=') + 1);
        Map<String, String> config = creating(key, value, "commit.timeout.ms", "200");
        rows(ORDERS_0, 0, 3);
        deliver(config).stop();
        if (!keyed.endsWith("delete")) {
            eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(3));
        } else {
            domo.overrideMetadata(id, Map.of("rowCount", 3));
        }
        rows(ORDERS_0, 3, 5);
        deliver(config);
        assertThat(domo.tags(id)).containsExactly(TAG);
    }

    /** It died between the creation and the tag. */
    @ParameterizedTest
    @ValueSource(strings = {"upsert", "replace"})
    void whatWasCreatedAndNotTaggedIsFoundAgainAndAgain(String mode) {
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        int refusal = domo.faults().add(Fault.status(503).on("POST", "/**/tags").always());
        Map<String, String> config =
                creating("write.mode", mode, "commit.timeout.ms", "200", "replace.snapshot.idle.ms", "100");
        rows(ORDERS_0, 0, 3);
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("it was tried", () -> domo.faults().matched(refusal) > 0);
        worker.crash();
        domo.faults().remove(refusal);
        deliver(config).stop();
        String id = only("orders");
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(3));
        rows(ORDERS_0, 3, 5);
        deliver(config);
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(mode.equals("replace") ? 2 : 5));
        assertThat(creations()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2", "v3"})
    void anEmptyOneIsTakenWhereOnlyOneListOfVersionsIsThere(String missing) {
        String id = domo.createDataSet("orders", columns());
        domo.faults()
                .add(Fault.status(404)
                        .on("GET", "regex:.*/data/" + missing + "/datasources/.*/dataversions.*")
                        .always());
        rows(ORDERS_0, 0, 3);
        deliver(creating(UPSERT));
        assertCounts(id, eachOnce(0, 3));
    }

    @Test
    void tombstonesAloneDoNotDecideWhichKeyAnEmptyOneGets() {
        String id = domo.createDataSet("orders", columns());
        tombstone(ORDERS_0, 7);
        ScriptedWorker worker = start(creating(UPSERT), ORDERS_0);
        worker.iterateUntil("looked for", () -> count(domo, "POST", "/api/search/v1/query") > 1);
        row(ORDERS_0, 1);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(id)).containsExactlyElementsOf(columns("id"));
        assertCounts(id, eachOnce(1, 2));
    }

    /** One list that can't be read for the moment leaves open whether there are rows. */
    @Test
    void whetherItIsEmptyIsAskedUntilItIsKnown() {
        String id = filled();
        domo.overrideMetadata(id, Map.of("rowCount", 0));
        domo.faults()
                .add(Fault.status(200)
                        .withBody("[]")
                        .on("GET", "regex:.*/data/v2/datasources/.*/dataversions.*")
                        .always());
        int later = domo.faults()
                .add(Fault.status(503)
                        .on("GET", "regex:.*/data/v3/datasources/.*/dataversions.*")
                        .times(2));
        rows(ORDERS_0, 0, 3);
        refused(id, creating(REPLACE), "dataset.auto.create.adopt=any");
        assertThat(domo.faults().matched(later)).isGreaterThan(2);
    }

    // ---- what needs a word

    @Test
    void replaceDoesNotReplaceTheRowsOfOthersUnasked() {
        String id = filled();
        rows(ORDERS_0, 0, 3);
        refused(id, creating(REPLACE), "write.mode=replace", "dataset.auto.create.adopt=any");
        deliver(creating(REPLACE, "dataset.auto.create.adopt", "any"));
        assertCounts(id, eachOnce(0, 3));
    }

    @Test
    void anIdNeedsNoConsent() {
        String id = filled();
        rows(ORDERS_0, 0, 3);
        Map<String, String> config = creating(REPLACE, "topic.override.orders.dataset.id", id);
        config.put("dataset.auto.create.adopt", "never");
        deliver(config);
        assertCounts(id, eachOnce(0, 3));
    }

    @ParameterizedTest
    @CsvSource({"'',no upsert key", "item,[item]", "id+item,'[id, item]'"})
    void aKeyIsNotSetOnRowsOfOthersUnasked(String there, String said) {
        String id = there.isEmpty() ? filled() : filled(there.split("\\+"));
        rows(ORDERS_0, 0, 3);
        refused(id, creating(UPSERT), said, "[id]", "dataset.auto.create.adopt=any");
        deliver(creating(UPSERT, "dataset.auto.create.adopt", "any"));
        assertThat(domo.columns(id)).containsExactlyElementsOf(columns("id"));
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(4));
    }

    @Test
    void neitherIsTheKeyOfEffectivelyOnce() {
        List<ColumnSpec> columns = new ArrayList<>(columns());
        columns.add(ColumnSpec.of("_kafka_topic", ColumnType.STRING));
        columns.add(ColumnSpec.of("_kafka_partition", ColumnType.LONG));
        columns.add(ColumnSpec.of("_kafka_offset", ColumnType.LONG));
        String id = domo.createDataSet("orders", columns);
        domo.overrideMetadata(id, Map.of("rowCount", 5));
        rows(ORDERS_0, 0, 3);
        Map<String, String> config = creating("delivery.guarantee", "effectively_once");
        refused(id, config, "effectively_once", "_kafka_offset");
        domo.overrideMetadata(id, Map.of("rowCount", 0));
        deliver(config);
        assertThat(domo.columns(id)).filteredOn(ColumnSpec::upsertKey).hasSize(3);
    }

    /** Rows that are not indexed are not counted. */
    @Test
    void rowsThatAreNotCountedAreRowsToo() {
        String id = filled();
        domo.overrideMetadata(id, Map.of("rowCount", 0));
        rows(ORDERS_0, 0, 3);
        refused(id, creating(REPLACE), "dataset.auto.create.adopt=any");
    }

    @Test
    void neverTakesOnlyWhatTheConnectorHasCreated() {
        String theirs = domo.createDataSet("orders", columns("id"));
        rows(ORDERS_0, 0, 3);
        refused(theirs, creating(UPSERT, "dataset.auto.create.adopt", "never"), "dataset.auto.create.adopt=fitting");
        Map<String, String> config =
                creating(UPSERT, "topic.override.orders.dataset.auto.create.adopt", "never", "dataset.name", "ours");
        deliver(config).stop();
        rows(ORDERS_0, 3, 5);
        deliver(config);
        assertCounts(only("ours"), eachOnce(0, 5));
        assertThat(domo.tags(only("ours"))).containsExactly(TAG);
    }

    /** A truncate replaces all rows by none. */
    @ParameterizedTest
    @CsvSource({"fitting,false", "any,true"})
    void aTruncateDoesNotTakeTheRowsOfOthersUnasked(String adopt, boolean emptied) {
        String id = filled("id");
        List<String> errants = new ArrayList<>();
        ErrantRecordReporter reporter = (record, cause) -> {
            errants.add(cause.getMessage());
            return CompletableFuture.completedFuture(null);
        };
        topics.add(ORDERS_0, 1L, Map.of("op", "c", "after", Map.of("id", 1L)));
        topics.add(ORDERS_0, null, Map.of("op", "t", "before", Map.of()));
        topics.add(ORDERS_0, 2L, Map.of("op", "c", "after", Map.of("id", 2L)));
        Map<String, String> config = creating(
                UPSERT,
                "record.format",
                "debezium",
                "key.fields",
                "id",
                "truncate.action",
                "replace",
                "dataset.auto.create.adopt",
                adopt);
        ScriptedWorker worker = start(config, reporter, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        Map<Long, Long> left = eachOnce(emptied ? 2 : 1, 3);
        if (!emptied) {
            left.put(1000L, 1L);
        }
        assertCounts(id, left);
        assertThat(errants).hasSize(emptied ? 0 : 1).allMatch(why -> why.contains("dataset.auto.create.adopt=any"));
    }

    @Test
    void aTruncateEmptiesWhatWasEmptyWhenItWasTaken() {
        String id = domo.createDataSet("orders", columns("id"));
        topics.add(ORDERS_0, 1L, Map.of("op", "c", "after", Map.of("id", 1L)));
        topics.add(ORDERS_0, null, Map.of("op", "t", "before", Map.of()));
        Map<String, String> config =
                creating(UPSERT, "record.format", "debezium", "key.fields", "id", "truncate.action", "replace");
        deliver(config).stop();
        topics.add(ORDERS_0, 2L, Map.of("op", "c", "after", Map.of("id", 2L)));
        topics.add(ORDERS_0, null, Map.of("op", "t", "before", Map.of()));
        topics.add(ORDERS_0, 3L, Map.of("op", "c", "after", Map.of("id", 3L)));
        deliver(config);
        assertCounts(id, eachOnce(3, 4));
    }

    // ---- what is ours

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"KEY_COLUMNS_SHOWN", "KEY_COLUMNS_HIDDEN"})
    void whatWasCreatedIsKnownAgainHoweverFull(Dialect dialect) {
        domo.dialects().speak(dialect);
        Map<String, String> config = creating(UPSERT, "dataset.create.tags", "kafka");
        rows(ORDERS_0, 0, 3);
        deliver(config).stop();
        String id = only("orders");
        eventually(() -> assertThat(domo.rowCount(id)).isEqualTo(3));
        rows(ORDERS_0, 3, 5);
        deliver(config).stop();
        assertCounts(id, eachOnce(0, 5));
        assertThat(domo.tags(id)).containsExactly("kafka", TAG);
        rows(ORDERS_0, 10, 12);
        deliver(creating(REPLACE));
        assertCounts(id, eachOnce(10, 12));
    }

    @Test
    void itIsTaggedBeforeItsFirstRow() {
        int refusal = domo.faults().add(Fault.status(503).on("POST", "/**/tags").always());
        rows(ORDERS_0, 0, 3);
        ScriptedWorker worker = start(creating(REPLACE), ORDERS_0);
        worker.iterateUntil("it was tried", () -> domo.faults().matched(refusal) > 2);
        String id = only("orders");
        worker.crash();
        domo.faults().remove(refusal);
        assertThat(domo.commits(id)).isEmpty();
        deliver(creating(REPLACE)).stop();
        assertThat(domo.tags(id)).containsExactly(TAG);
        rows(ORDERS_0, 3, 5);
        deliver(creating(REPLACE));
        assertCounts(id, eachOnce(3, 5));
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void aTagThatIsRefusedForTheMomentIsSetBeforeTheFirstRow() {
        domo.faults().add(Fault.status(403).on("POST", "/**/tags").times(1));
        rows(ORDERS_0, 0, 3);
        deliver(creating(REPLACE, "dataset.create.tags", "kafka"));
        assertThat(domo.tags(only("orders"))).containsExactly("kafka", TAG);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void anApiThatTakesNoTagsStopsNothingThatNeedsNone(int status) {
        CapturedLog said = CapturedLog.of("io.connectdomo.sink.dataset.Tagging");
        int refusal =
                domo.faults().add(Fault.status(status).on("POST", "/**/tags").always());
        Map<String, String> config = creating(UPSERT);
        rows(ORDERS_0, 0, 3);
        rows(new TopicPartition("refunds", 0), 0, 3);
        ScriptedWorker worker = start(config, ORDERS_0, new TopicPartition("refunds", 0));
        worker.iterateUntil("all durable", topics::allCommitted);
        worker.stop();
        said.close();
        assertThat(domo.faults().matched(refusal)).as("each twice").isEqualTo(4);
        assertThat(said.events())
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains(only("orders")) || line.contains(only("refunds")))
                .singleElement()
                .asString()
                .contains(TAG, "dataset.auto.create.adopt=any");
        rows(ORDERS_0, 3, 5);
        deliver(config);
        assertCounts(only("orders"), eachOnce(0, 5));
        assertCounts(only("refunds"), eachOnce(0, 3));
    }

    /** The search did not show theirs when ours was made: what is ours stays what is written to. */
    @Test
    void oursIsUsedBesideAnOlderOneThatMayNotBeTaken() {
        String theirs = filled();
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofHours(1));
        rows(ORDERS_0, 0, 3);
        ScriptedWorker worker = start(creating(REPLACE), ORDERS_0);
        worker.iterateUntil("created", () -> creations() == 1);
        domo.dialects().searchDelay(Duration.ZERO);
        worker.iterateUntil("all durable", topics::allCommitted);
        worker.stop();
        String ours = domo.dataSetsNamed("orders").get(1);
        assertCounts(ours, eachOnce(0, 3));
        rows(ORDERS_0, 3, 5);
        deliver(creating(REPLACE));
        assertCounts(ours, eachOnce(3, 5));
        assertThat(domo.rowCount(theirs)).isEqualTo(1);
    }

    /** It was renamed since, or the search shows it only now. */
    @Test
    void whatOursHoldsGoesOnAlsoWhereAnOlderOneWouldDo() {
        rows(ORDERS_0, 0, 3);
        deliver(creating()).stop();
        String ours = only("orders");
        eventually(() -> assertThat(domo.rowCount(ours)).isEqualTo(3));
        String theirs = domo.createDataSet("orders", columns());
        domo.overrideMetadata(theirs, Map.of("created", 1_000L));
        rows(ORDERS_0, 3, 5);
        deliver(creating());
        assertCounts(ours, eachOnce(0, 5));
        assertThat(domo.commits(theirs)).isEmpty();
    }

    /** Should Domo put them in the place of those that are there. */
    @Test
    void tagsOfOthersAreSentWithOurs() {
        String id = domo.createDataSet("orders", columns());
        domo.overrideMetadata(id, Map.of("tags", "[\"theirs\"]"));
        rows(ORDERS_0, 0, 3);
        deliver(creating(REPLACE));
        assertThat(domo.tags(id)).containsExactly("theirs", TAG);
    }

    /** As {@code never} takes nothing without a tag, what another task is about to tag is waited for. */
    @Test
    void tasksThatCreateSideBySideAgreeAlsoWhereNothingElseIsTaken() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofHours(1));
        int untagged =
                domo.faults().add(Fault.status(503).on("POST", "/**/tags").always());
        rows(ORDERS_0, 0, 10);
        rows(ORDERS_1, 10, 20);
        String[] never = {"dataset.auto.create.adopt", "never", "dataset.auto.create.wait.ms", "100"};
        ScriptedWorker owner = start(creatingAs(0, never), ORDERS_0);
        owner.iterateUntil("created", () -> creations() == 1);
        ScriptedWorker other = start(creatingAs(1, never), ORDERS_1);
        together("both have created", () -> creations() == 2, owner, other);
        domo.dialects().searchDelay(Duration.ZERO);
        domo.faults().remove(untagged);
        together("all durable", topics::allCommitted, owner, other);
        assertCounts(only("orders"), eachOnce(0, 20));
    }

    @Test
    void aTaskThatFindsWhatAnotherHasNotTaggedYetWaitsForTheTag() {
        int untagged =
                domo.faults().add(Fault.status(503).on("POST", "/**/tags").always());
        rows(ORDERS_0, 0, 10);
        rows(ORDERS_1, 10, 20);
        ScriptedWorker owner = start(creatingAs(0, "dataset.auto.create.adopt", "never"), ORDERS_0);
        owner.iterateUntil("created", () -> creations() == 1);
        ScriptedWorker other = start(creatingAs(1, "dataset.auto.create.adopt", "never"), ORDERS_1);
        together("it was found", () -> count(domo, "POST", "/api/search/v1/query") > 3, owner, other);
        domo.faults().remove(untagged);
        together("all durable", topics::allCommitted, owner, other);
        assertCounts(only("orders"), eachOnce(0, 20));
        assertThat(creations()).isEqualTo(1);
    }
}
