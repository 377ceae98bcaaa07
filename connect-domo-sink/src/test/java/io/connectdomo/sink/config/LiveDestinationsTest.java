package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only Domo can tell about names, collections, FileSets and files, about many destinations, and what there is to choose from. */
class LiveDestinationsTest extends EmulatorTest {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

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
        domo.overrideMetadata(dataSet, Map.of(field, value));
        Validated.assertSaid(Validated.errors(creating()), "dataset.name", dataSet, "'orders'", "Rename it");
        String override = "topic.override.orders.dataset.name";
        Validated.assertSaid(Validated.errors(creating("dataset.name", "x", override, "orders")), override, dataSet);
    }

    @Test
    void aDataSetOfOthersThatWouldLoseItsMeaningIsToldBeforehand() {
        String dataSet = orders();
        String adopt = "dataset.auto.create.adopt";
        Map<String, String> replace = creating("write.mode", "replace");
        assertThat(Validated.errors(replace)).as("it is empty").isEmpty();
        Validated.assertSaid(
                Validated.errors(creating(adopt, "never")), adopt, dataSet, "'orders'", adopt + "=fitting");
        domo.overrideMetadata(dataSet, Map.of("rowCount", 7));
        assertThat(Validated.errors(creating())).as("append").isEmpty();
        Validated.assertSaid(Validated.errors(replace), adopt, dataSet, "'orders'", "replace the rows", adopt + "=any");
        Map<String, String> upsert = creating("write.mode", "upsert", "key.fields", "id");
        Validated.assertSaid(Validated.errors(upsert), adopt, dataSet, "no upsert key", "[id]", adopt + "=any");
        upsert.put("topic.override.orders." + adopt, "fitting");
        Validated.assertSaid(Validated.errors(upsert), "topic.override.orders." + adopt, dataSet);
        upsert.remove("topic.override.orders." + adopt);
        upsert.put(adopt, "any");
        assertThat(Validated.errors(upsert)).isEmpty();
        domo.overrideMetadata(dataSet, Map.of("rowCount", 7, "tags", "[\"connect-domo:orders-sink\"]"));
        assertThat(Validated.errors(replace)).as("it is ours").isEmpty();
        assertThat(Validated.errors(creating(adopt, "never"))).isEmpty();
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
        Validated.assertSaid(Validated.errors(config), key, "4711", "can't be read", said);
    }

    @ParameterizedTest
    @CsvSource({"appdb,appdb.collection.id", "fileset,fileset.id", "file,file.id"})
    void aDestinationThatIsNotThereIsToldWhereItIsNamed(String target, String key) {
        String override = "topic.override.orders." + key;
        Map<String, String> config = config("", "domo.target", target, override, "4711");
        config.remove("dataset.id");
        Validated.assertSaid(Validated.errors(config), override, "4711", "does not exist");
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

    /** Real threads ask here, and validation's own deadline would show as other errors: no time is measured beside it. */
    @Test
    void manyOverridesAreLookedAtInTime() {
        Map<String, String> config = config(orders());
        StringBuilder all = new StringBuilder("orders");
        for (int i = 0; i < 199; i++) {
            all.append(",t").append(i);
            config.put("topic.override.t" + i + ".dataset.id", i == 150 ? NOWHERE : orders());
        }
        config.put("topics", all.toString());
        domo.faults().add(Fault.delay(Duration.ofMillis(10)).always());
        assertThat(Validated.errors(config)).containsOnlyKeys("topic.override.t150.dataset.id");
    }
}
