package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.local.DataSets.Column;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only Domo can tell is told over REST, before a connector is made of a configuration, on the key that it belongs to. */
@SystemTest
@Timeout(60)
class LiveValidationIT {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static Map<String, List<String>> errors(Rig rig, Map<String, String> config, String... more) {
        Map<String, String> changed = new HashMap<>(config);
        changed.put("name", "to-validate");
        for (int i = 0; i < more.length; i += 2) {
            changed.put(more[i], more[i + 1]);
        }
        return rig.stack().connect().validate(changed);
    }

    private static Map<String, String> orders(Rig rig) {
        return rig.config("orders", keyed(rig), "append");
    }

    private static String keyed(Rig rig) {
        return rig.dataSet(Column.key("id", "LONG"), Column.of("item", "STRING"));
    }

    private static void assertSaid(Rig rig, Map<String, List<String>> errors, String key, String... words) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key))
                .singleElement()
                .asString()
                .contains(words)
                .doesNotContain(rig.stack().emulator().token());
    }

    // ---- the connection

    @ParameterizedTest
    @CsvSource({"sink", "source"})
    void aTokenThatDomoDoesNotTakeIsTheTokensFault(String plugin, Rig rig) {
        assertSaid(
                rig,
                errors(rig, of(plugin, rig), "domo.developer.token", "another"),
                "domo.developer.token",
                "has expired, was revoked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sink   | BLOCKED | 403 | allow-list
            sink   | STATUS  | 404 | No API of Domo
            sink   | STATUS  | 403 | no instance has this name
            source | BLOCKED | 403 | allow-list
            source | STATUS  | 404 | No API of Domo
            source | STATUS  | 403 | no instance has this name
            """)
    void whatIsWrongWithAllOfDomoIsTheAddresssFault(String plugin, String kind, int status, String said, Rig rig) {
        Map<String, String> config = of(plugin, rig);
        rig.faults()
                .add((kind.equals("BLOCKED") ? Fault.blocked(status) : Fault.status(status))
                        .on(null, "/api/**")
                        .always());
        assertSaid(rig, errors(rig, config), "domo.url", said);
    }

    @ParameterizedTest
    @CsvSource({"sink", "source"})
    void anAddressWhereSomethingElseAnswersIsTold(String plugin, Rig rig) {
        String worker = rig.stack().connect().address().toString();
        assertSaid(rig, errors(rig, of(plugin, rig), "domo.url", worker), "domo.url", "No API of Domo");
    }

    @ParameterizedTest
    @CsvSource({"sink,429", "sink,503", "source,429", "source,503"})
    void domoThatCantNowIsNoError(String plugin, int status, Rig rig) {
        Map<String, String> config = of(plugin, rig);
        rig.faults().add(Fault.status(status).on(null, "/api/**").always());
        assertThat(errors(rig, config)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sink", "source"})
    void domoOutOfReachIsNoError(String plugin, Rig rig) {
        assertThat(errors(rig, of(plugin, rig), "domo.url", "http://127.0.0.1:1"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sink", "source"})
    void whatWillNeverDoIsToldOnTheKeyThatIsSet(String plugin, Rig rig) {
        Map<String, String> unknown = of(plugin, rig);
        unknown.remove("domo.url");
        assertSaid(
                rig,
                errors(rig, unknown, "domo.instance", "no-such-host.invalid"),
                "domo.instance",
                "DNS knows no host no-such-host.invalid");
        assertSaid(
                rig,
                errors(rig, of(plugin, rig), "domo.proxy.url", "http://127.0.0.1:1"),
                "domo.proxy.url",
                "refuses the connection");
    }

    @ParameterizedTest
    @CsvSource({"sink", "source"})
    void aPlaceholderThatTheWorkerHasLeftIsToldOnTheToken(String plugin, Rig rig) {
        assertSaid(
                rig,
                errors(rig, of(plugin, rig), "domo.developer.token", "${nobody:/secrets:domo.token}"),
                "domo.developer.token",
                "config.providers");
    }

    @Test
    void aMisspeltKeyIsToldAndTasksKeysAreShownToNobody(Rig rig) {
        assertSaid(rig, errors(rig, orders(rig), "write.mod", "append"), "write.mod", "Did you mean write.mode?");
        assertThat(rig.stack().connect().recommended(orders(rig)).keySet()).noneMatch(key -> key.contains("internal"));
    }

    @ParameterizedTest
    @CsvSource({"sink", "source"})
    void domoThatHangsIsWaitedForNoLongerThanAWorkerWaits(String plugin, Rig rig) {
        Map<String, String> config = of(plugin, rig);
        rig.faults().add(Fault.delay(Duration.ofSeconds(40)).on(null, "/api/**").always());
        long began = System.nanoTime();
        assertThat(errors(rig, config)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
    }

    private static Map<String, String> of(String plugin, Rig rig) {
        return plugin.equals("sink") ? orders(rig) : rig.sourceConfig("activity-log", "report-history");
    }

    // ---- DataSets

    @ParameterizedTest
    @CsvSource({"append", "replace", "upsert", "delete"})
    void aDataSetThatFitsIsInOrder(String mode, Rig rig) {
        assertThat(errors(rig, orders(rig), "write.mode", mode, "key.fields", "id"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permissions   | READ_SHARE | not written
            transportType | CONNECTOR  | fed by a Domo connector
            transportType | DATAFLOW   | output of a DataFlow
            """)
    void aDataSetOfTheWrongKindIsToldWhereItIsNamed(String field, String value, String said, Rig rig) {
        String dataSet = keyed(rig);
        rig.dataSets().pretend(dataSet, Map.of(field, value));
        String override = "topic.override.orders.dataset.id";
        assertSaid(rig, errors(rig, orders(rig), "dataset.id", dataSet), "dataset.id", dataSet, said);
        assertSaid(rig, errors(rig, orders(rig), override, dataSet), override, dataSet, said);
    }

    @Test
    void aDataSetThatIsNotThereIsTold(Rig rig) {
        assertSaid(rig, errors(rig, orders(rig), "dataset.id", NOWHERE), "dataset.id", NOWHERE, "does not exist");
    }

    @Test
    void aDataSetThatMayNotBeReadIsTold(Rig rig) {
        Map<String, String> config = orders(rig);
        rig.faults()
                .add(Fault.status(403).on("GET", "/api/data/v3/datasources/**").always());
        assertSaid(rig, errors(rig, config), "dataset.id", "can't be read", "right to edit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            upsert | key.fields         | ID               | no column 'ID'
            delete | key.fields         | item             | key columns
            append | metadata.columns   | offset           | _kafka_offset
            append | delivery.guarantee | effectively_once | _kafka_partition
            """)
    void columnsThatDoNotFitAreToldOnWhatNeedsThem(String mode, String key, String value, String said, Rig rig) {
        assertSaid(rig, errors(rig, orders(rig), "write.mode", mode, key, value), key, said);
    }

    /** Through the API alone, as somebody else would. */
    private static String loaded(Rig rig, String tag) {
        String dataSet = keyed(rig);
        rig.dataSets().load(dataSet, tag, "1,one\n2,two\n");
        rig.await("rows", () -> rig.dataSets().count(dataSet) == 2);
        return dataSet;
    }

    @Test
    void aSwitchBetweenPartitionsAndAWholeIsTold(Rig rig) {
        String key = "dataset.partition.tag";
        Map<String, String> replace = new HashMap<>(orders(rig));
        replace.put("write.mode", "replace");
        String parts = loaded(rig, "2026");
        assertSaid(rig, errors(rig, replace, "dataset.id", parts), key, parts, "has partitions");
        assertThat(errors(rig, replace, "dataset.id", parts, key, "{{topic}}")).isEmpty();
        String whole = loaded(rig, "");
        assertSaid(rig, errors(rig, replace, "dataset.id", whole, key, "{{topic}}"), key, whole, "2 rows");
        assertThat(errors(rig, replace, "dataset.id", whole)).isEmpty();
    }

    @Test
    void aNameThatADataSetOfAnotherKindHasIsTold(Rig rig) {
        Map<String, String> config = rig.config("orders");
        config.put("dataset.auto.create", "true");
        config.put("dataset.name", rig.topicPrefix() + "taken");
        assertThat(errors(rig, config)).isEmpty();
        String dataSet = rig.dataSets().create(rig.topicPrefix() + "taken", List.of(Column.of("id", "LONG")));
        assertThat(errors(rig, config)).isEmpty();
        rig.dataSets().pretend(dataSet, Map.of("transportType", "CONNECTOR"));
        assertSaid(rig, errors(rig, config), "dataset.name", dataSet, "Rename it");
        rig.faults().add(Fault.status(400).on(null, "/api/search/**").always());
        assertSaid(rig, errors(rig, config), "dataset.name", "set dataset.id instead");
    }

    @Test
    void columnsAreRecommendedAsKeyFields(Rig rig) {
        assertThat(rig.stack().connect().recommended(orders(rig)))
                .containsEntry("key.fields", List.of("id", "item"))
                .containsEntry("write.mode", List.of("append", "replace", "upsert", "delete"));
    }

    // ---- documents and files

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appdb   | appdb.collection.id | /api/datastores/**      | Create Content
            fileset | fileset.id          | /api/files/**           | right to edit
            file    | file.id             | /api/data/v1/data-files/** | access
            """)
    void aStoreThatIsNotThereOrMayNotBeReadIsToldWhereItIsNamed(
            String target, String key, String path, String said, Rig rig) {
        Map<String, String> config = rig.config("orders");
        config.put("domo.target", target);
        String override = "topic.override.orders." + key;
        assertSaid(rig, errors(rig, config, key, "4711"), key, "4711", "does not exist");
        assertSaid(rig, errors(rig, config, override, "4711"), override, "4711", "does not exist");
        rig.faults().add(Fault.status(403).on(null, path).always());
        assertSaid(rig, errors(rig, config, key, "4711"), key, "4711", said);
    }

    @Test
    void fileSetsAreRecommendedWhereNoneIsNamedYet(Rig rig) {
        String fileSet = rig.files().createFileSet(rig.topicPrefix());
        Map<String, String> config = rig.config("orders");
        config.put("domo.target", "fileset");
        assertThat(errors(rig, config)).containsOnlyKeys("fileset.id");
        assertThat(rig.stack().connect().recommended(config).get("fileset.id")).contains(fileSet);
    }

    // ---- the source

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            activity-log   | /api/audit/v1/user-audits | View Activity Logs
            report-history | /api/content/**           | scheduled reports
            """)
    void aFeedThatMayNotBeReadIsTold(String feed, String path, String said, Rig rig) {
        rig.faults().add(Fault.status(403).on(null, path).always());
        assertSaid(rig, errors(rig, rig.sourceConfig(feed)), "feeds", said);
    }

    @Test
    void anObjectTypeThatDomoDoesNotHaveIsToldAndThoseThatItHasAreRecommended(Rig rig) {
        Map<String, String> config = rig.sourceConfig("activity-log");
        String key = "activity.log.object.types";
        assertSaid(rig, errors(rig, config, key, "PAGE,DATASOURCE"), key, "DATASOURCE", "DATA_SOURCE");
        assertThat(rig.stack().connect().recommended(config).get(key)).contains("PAGE", "DATA_SOURCE");
    }

    @Test
    void streamsThatAreNotThereOrMayNotBeReadAreTold(Rig rig) {
        String streamIds = "stream.executions.stream.ids";
        String dataSetIds = "stream.executions.dataset.ids";
        String bare = keyed(rig);
        String fed = keyed(rig);
        String stream = Long.toString(rig.feeds().createStream(fed));
        Map<String, String> config = rig.sourceConfig("stream-executions");
        assertThat(errors(rig, config, streamIds, stream, dataSetIds, fed)).isEmpty();
        assertSaid(
                rig, errors(rig, config, streamIds, stream + ",999999"), streamIds, "stream 999999", "does not exist");
        assertSaid(rig, errors(rig, config, dataSetIds, fed + "," + bare), dataSetIds, bare, "no stream");
        assertSaid(rig, errors(rig, config, dataSetIds, fed + "," + NOWHERE), dataSetIds, NOWHERE, "does not exist");
        rig.faults().add(Fault.status(403).on(null, "/api/data/v1/streams/**").always());
        assertSaid(rig, errors(rig, config, streamIds, stream), streamIds, "can't be read");
        rig.faults()
                .add(Fault.status(403).on(null, "/api/data/v3/datasources/**").always());
        assertSaid(rig, errors(rig, config, dataSetIds, fed), dataSetIds, "can't be read");
    }

    @Test
    void aSearchThatIsRefusedIsTold(Rig rig) {
        String key = "stream.executions.dataset.search";
        rig.faults().add(Fault.status(400).on(null, "/api/search/**").always());
        assertSaid(rig, errors(rig, rig.sourceConfig("stream-executions"), key, "sales"), key, "is refused");
    }
}
