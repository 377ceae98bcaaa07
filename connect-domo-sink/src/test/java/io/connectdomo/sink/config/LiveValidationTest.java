package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only Domo can tell about a DataSet is told before a connector is created, on the key it belongs to. */
class LiveValidationTest extends EmulatorTest {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

    private Map<String, List<String>> errors(String dataSet, String... more) {
        return Validated.errors(config(dataSet, more));
    }

    private void pretend(String dataSet, String field, String value) {
        domo.overrideMetadata(dataSet, Map.of(field, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "replace", "upsert", "delete"})
    void aDataSetThatFitsIsInOrderInEveryMode(String mode) {
        assertThat(errors(keyedOrders(), "write.mode", mode)).isEmpty();
        assertThat(errors(keyedOrders(), "write.mode", mode, "key.fields", "id"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permissions      | READ_SHARE | not written by the token's user
            permissions      | READ       | right to edit
            transportType    | CONNECTOR  | fed by a Domo connector
            transportType    | DATAFLOW   | output of a DataFlow
            type             | DataFlow   | output of a DataFlow
            """)
    void aDataSetOfAnotherKindIsRefusedWhereverItIsNamed(String field, String value, String said) {
        String dataSet = orders();
        pretend(dataSet, field, value);
        Validated.assertSaid(errors(dataSet), "dataset.id", dataSet, said);
        String override = "topic.override.orders.dataset.id";
        Validated.assertSaid(errors(orders(), override, dataSet), override, dataSet, said);
    }

    @Test
    void aDataSetThatAStreamFeedsIsOfAConnector() {
        String dataSet = orders();
        domo.streams().create(dataSet);
        Validated.assertSaid(errors(dataSet), "dataset.id", "fed by a Domo connector");
    }

    @Test
    void aDataSetOfAKindThatNobodyKnowsIsInOrder() {
        String dataSet = orders();
        pretend(dataSet, "transportType", "WORKBENCH");
        assertThat(errors(dataSet)).isEmpty();
        domo.overrideMetadata(dataSet, Map.of());
        pretend(dataSet, "permissions", "READ_WRITE");
        assertThat(errors(dataSet)).isEmpty();
    }

    @Test
    void aDataSetThatIsNotThereIsNamedInEveryPlace() {
        Map<String, List<String>> errors = errors(
                NOWHERE,
                "topics",
                "orders,refunds,returns",
                "topic.override.refunds.dataset.id",
                NOWHERE,
                "topic.override.returns.dataset.id",
                orders());
        assertThat(errors).containsOnlyKeys("dataset.id", "topic.override.refunds.dataset.id");
        assertThat(errors.get("dataset.id").get(0)).contains(NOWHERE, "does not exist");
    }

    @Test
    void topicsOfAnExpressionAreLookedAtToo() {
        Map<String, String> config = config(orders(), "topics.regex", "shop\\..*");
        config.remove("topics");
        config.put("topic.override./shop\\.a.*/.dataset.id", NOWHERE);
        assertThat(Validated.errors(config)).containsOnlyKeys("topic.override./shop\\.a.*/.dataset.id");
        config.remove("topic.override./shop\\.a.*/.dataset.id");
        config.put("dataset.id", NOWHERE);
        assertThat(Validated.errors(config)).containsOnlyKeys("dataset.id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upsert | key.fields       | ID,item        | ID
            delete | key.fields       | nothing        | nothing
            append | metadata.columns | topic          | _kafka_topic
            replace| metadata.columns | offset,headers | _kafka_offset
            """)
    void aColumnThatIsMissingIsNamed(String mode, String key, String value, String said) {
        Validated.assertSaid(errors(orders(), "write.mode", mode, key, value), key, said, "Add it in Domo");
        String override = "topic.override.orders." + key;
        Validated.assertSaid(errors(orders(), "write.mode", mode, override, value), override, said);
    }

    @Test
    void keysThatAreNotTheDataSetsAreRefusedWhereDomoShowsThem() {
        Validated.assertSaid(
                errors(keyedOrders(), "write.mode", "upsert", "key.fields", "item"),
                "key.fields",
                "key columns",
                "[id]");
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        assertThat(errors(keyedOrders(), "write.mode", "upsert", "key.fields", "item"))
                .isEmpty();
    }

    @Test
    void aMetadataColumnThatCantHoldItIsRefusedAndAMissingOneIsAdded() {
        String dataSet = domo.createDataSet("dates", List.of(new ColumnSpec("_kafka_offset", ColumnType.DATE, false)));
        Validated.assertSaid(
                errors(dataSet, "metadata.columns", "offset"), "metadata.columns", "_kafka_offset", "DATE");
        assertThat(errors(orders(), "metadata.columns", "offset", "schema.evolution", "add"))
                .isEmpty();
    }

    @Test
    void columnsAreLookedAtForEachTopicOfADataSet() {
        Map<String, List<String>> errors = errors(
                keyedOrders(),
                "topics",
                "orders,refunds",
                "write.mode",
                "upsert",
                "key.fields",
                "id",
                "topic.override.refunds.key.fields",
                "uuid");
        Validated.assertSaid(errors, "topic.override.refunds.key.fields", "uuid", "topic refunds");
    }

    @Test
    void aRightThatIsMissingIsToldOnWhatNeedsIt() {
        domo.faults().add(Fault.status(403).on(null, "/api/data/**").always());
        Validated.assertSaid(errors(orders()), "dataset.id", "can't be read", "right to edit");
    }

    // ---- snapshots

    private String replacedByTag(String tag) {
        String dataSet = orders();
        orders(ORDERS_0, 0, 3);
        ScriptedWorker worker = start(replacing(dataSet, tag), ORDERS_0);
        worker.iterateUntil("durable", topics::allCommitted);
        worker.stop();
        eventually(() -> assertThat(domo.rowCount(dataSet)).isEqualTo(3));
        return dataSet;
    }

    private Map<String, String> replacing(String dataSet, String tag) {
        Map<String, String> config = config(dataSet, "write.mode", "replace", "replace.snapshot.idle.ms", "50");
        if (!tag.isEmpty()) {
            config.put("dataset.partition.tag", tag);
        }
        return config;
    }

    @Test
    void aDataSetIsNotSwitchedFromPartitionsToAWhole() {
        String dataSet = replacedByTag("{{topic}}");
        assertThat(Validated.errors(replacing(dataSet, "other"))).isEmpty();
        Validated.assertSaid(
                Validated.errors(replacing(dataSet, "")), "dataset.partition.tag", dataSet, "has partitions");
        assertThat(errors(dataSet)).as("append").isEmpty();
    }

    @Test
    void aDataSetIsNotSwitchedFromAWholeToPartitions() {
        String dataSet = replacedByTag("");
        assertThat(Validated.errors(replacing(dataSet, ""))).isEmpty();
        Validated.assertSaid(
                Validated.errors(replacing(dataSet, "{{topic}}")), "dataset.partition.tag", "3 rows", "no partition");
        assertThat(Validated.errors(replacing(orders(), "{{topic}}")))
                .as("an empty one")
                .isEmpty();
        domo.faults().add(Fault.status(404).on(null, "/**/partition/list").always());
        assertThat(Validated.errors(replacing(dataSet, "{{topic}}")))
                .as("where partitions can't be listed")
                .isEmpty();
    }
}
