package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
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

    private void assertSaid(Map<String, List<String>> errors, String key, String... words) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(words).doesNotContain(domo.token());
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
        assertSaid(errors(dataSet), "dataset.id", dataSet, said);
        String override = "topic.override.orders.dataset.id";
        assertSaid(errors(orders(), override, dataSet), override, dataSet, said);
    }

    @Test
    void aDataSetThatAStreamFeedsIsOfAConnector() {
        String dataSet = orders();
        domo.streams().create(dataSet);
        assertSaid(errors(dataSet), "dataset.id", "fed by a Domo connector");
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
        assertSaid(errors(orders(), "write.mode", mode, key, value), key, said, "Add it in Domo");
        String override = "topic.override.orders." + key;
        assertSaid(errors(orders(), "write.mode", mode, override, value), override, said);
    }

    @Test
    void keysThatAreNotTheDataSetsAreRefusedWhereDomoShowsThem() {
        assertSaid(
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
        assertSaid(errors(dataSet, "metadata.columns", "offset"), "metadata.columns", "_kafka_offset", "DATE");
        assertThat(errors(orders(), "metadata.columns", "offset", "schema.evolution", "add"))
                .isEmpty();
    }

    @Test
    void columnsAreLookedAtForEachTopicOfADataSet() {
        Map<String, List<String>> errors = errors(
                orders(),
                "topics",
                "orders,refunds",
                "write.mode",
                "upsert",
                "key.fields",
                "id",
                "topic.override.refunds.key.fields",
                "uuid");
        assertSaid(errors, "topic.override.refunds.key.fields", "uuid", "topic refunds");
    }

    @Test
    void aRightThatIsMissingIsToldOnWhatNeedsIt() {
        domo.faults().add(Fault.status(403).on(null, "/api/data/**").always());
        assertSaid(errors(orders()), "dataset.id", "can't be read", "right to edit");
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
        assertSaid(Validated.errors(replacing(dataSet, "")), "dataset.partition.tag", dataSet, "has partitions");
        assertThat(errors(dataSet)).as("append").isEmpty();
    }

    @Test
    void aDataSetIsNotSwitchedFromAWholeToPartitions() {
        String dataSet = replacedByTag("");
        assertThat(Validated.errors(replacing(dataSet, ""))).isEmpty();
        assertSaid(
                Validated.errors(replacing(dataSet, "{{topic}}")), "dataset.partition.tag", "3 rows", "no partition");
        assertThat(Validated.errors(replacing(orders(), "{{topic}}")))
                .as("an empty one")
                .isEmpty();
        domo.faults().add(Fault.status(404).on(null, "/**/partition/list").always());
        assertThat(Validated.errors(replacing(dataSet, "{{topic}}")))
                .as("where partitions can't be listed")
                .isEmpty();
    }

    // ---- by name

    private Map<String, String> creating(String... more) {
        Map<String, String> config = config("", more);
        config.remove("dataset.id");
        config.put("dataset.auto.create", "true");
        return config;
    }

    @Test
    void aNameThatIsFreeOrOfADataSetThatMayBeWrittenIsInOrder() {
        assertThat(Validated.errors(creating())).isEmpty();
        orders();
        assertThat(Validated.errors(creating("write.mode", "upsert", "metadata.columns", "topic")))
                .as("nothing is said of columns")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"permissions,READ", "transportType,CONNECTOR", "transportType,WORKBENCH"})
    void aNameThatADataSetOfAnotherKindHasIsRefused(String field, String value) {
        String dataSet = orders();
        pretend(dataSet, field, value);
        assertSaid(Validated.errors(creating()), "dataset.name", dataSet, "'orders'", "Rename it");
        String override = "topic.override.orders.dataset.name";
        assertSaid(Validated.errors(creating("dataset.name", "x", override, "orders")), override, dataSet);
    }

    @Test
    void aTokenIsTriedWhereNothingElseIsAskedFor() {
        Map<String, String> files = config("", "domo.target", "file", "domo.developer.token", "another");
        files.remove("dataset.id");
        assertThat(Validated.errors(files)).containsOnlyKeys("domo.developer.token");
        Map<String, String> created = creating("topics.regex", ".*", "domo.developer.token", "another");
        created.remove("topics");
        assertThat(Validated.errors(created)).containsOnlyKeys("domo.developer.token");
    }

    // ---- other destinations

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appdb   | appdb.collection.id | **/datastores/** | Create Content
            fileset | fileset.id          | **/filesets/**   | right to edit
            file    | file.id             | **/data-files/** | access
            """)
    void aRightToADestinationIsToldWhereItIsNamed(String target, String key, String path, String said) {
        domo.faults().add(Fault.status(403).on(null, path).always());
        Map<String, String> config = config("", "domo.target", target, key, "4711");
        config.remove("dataset.id");
        assertSaid(Validated.errors(config), key, "4711", "can't be read", said);
    }

    @ParameterizedTest
    @CsvSource({"appdb,appdb.collection.id", "fileset,fileset.id", "file,file.id"})
    void aDestinationThatIsNotThereIsToldWhereItIsNamed(String target, String key) {
        String override = "topic.override.orders." + key;
        Map<String, String> config = config("", "domo.target", target, override, "4711");
        config.remove("dataset.id");
        assertSaid(Validated.errors(config), override, "4711", "does not exist");
    }

    // ---- what there is to choose from

    @Test
    void columnsAreRecommendedAsKeyFields() {
        assertThat(Validated.values(config(orders())).get("key.fields").recommendedValues())
                .containsExactly("id", "item");
    }

    @Test
    void fileSetsAreRecommendedAlsoWhereNoneIsNamed() {
        String one = domo.fileSets().create("one");
        String two = domo.fileSets().create("two");
        Map<String, String> config = config("", "domo.target", "fileset");
        config.remove("dataset.id");
        assertThat(Validated.errors(config)).containsOnlyKeys("fileset.id");
        assertThat(Validated.values(config).get("fileset.id").recommendedValues())
                .containsExactlyInAnyOrder(one, two);
        domo.faults().add(Fault.status(404).on(null, "**/filesets/search").always());
        config.put("fileset.id", one);
        assertThat(Validated.errors(config)).as("no list is no error").isEmpty();
    }

    // ---- many

    @Test
    void manyOverridesAreLookedAtInTime() {
        Map<String, String> config = config(orders());
        StringBuilder all = new StringBuilder("orders");
        for (int i = 0; i < 199; i++) {
            all.append(",t").append(i);
            config.put("topic.override.t" + i + ".dataset.id", i == 150 ? NOWHERE : orders());
        }
        config.put("topics", all.toString());
        domo.faults().add(Fault.delay(Duration.ofMillis(50)).always());
        long began = System.nanoTime();
        assertThat(Validated.errors(config)).containsOnlyKeys("topic.override.t150.dataset.id");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }
}
