package io.connectdomo.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.source.DomoSourceConnector;
import io.connectdomo.testkit.log.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of contract.md 3, each with its default, type and group, and with what is said of a wrong value. */
class SourceKeysTest {
    private static final String CONTRACT = """
            feeds                                  | required  | LIST    | Feeds
            topic.prefix                           | domo.     | STRING  | Feeds
            activity.log.topic                     | -         | STRING  | Feeds
            stream.executions.topic                | -         | STRING  | Feeds
            report.history.topic                   | -         | STRING  | Feeds
            poll.interval.ms                       | 30000     | LONG    | Feeds
            poll.max.records                       | 500       | LONG    | Feeds
            heartbeat.interval.ms                  | 0         | LONG    | Feeds
            value.format                           | struct    | STRING  | Feeds
            activity.log.start                     | now       | STRING  | Activity log
            activity.log.object.types              | []        | LIST    | Activity log
            activity.log.lag.ms                    | 30000     | LONG    | Activity log
            activity.log.max.delay.ms              | 900000    | LONG    | Activity log
            activity.log.sweep.interval.ms         | 300000    | LONG    | Activity log
            activity.log.limit                     | 1000      | LONG    | Activity log
            activity.log.seen.max.entries          | 50000     | LONG    | Activity log
            stream.executions.start                | now       | STRING  | Stream executions
            stream.executions.stream.ids           | []        | LIST    | Stream executions
            stream.executions.dataset.ids          | []        | LIST    | Stream executions
            stream.executions.dataset.search       | -         | STRING  | Stream executions
            stream.executions.emit                 | changes   | STRING  | Stream executions
            stream.executions.open.max.age.ms      | 604800000 | LONG    | Stream executions
            stream.executions.poll.max.interval.ms | 3600000   | LONG    | Stream executions
            report.history.start                   | now       | STRING  | Report history
            report.history.filter                  | ALL       | STRING  | Report history
            report.history.recipients              | false     | BOOLEAN | Report history
            report.history.settle.ms               | 86400000  | LONG    | Report history
            """;

    private static final long TEN_YEARS_MS = Duration.ofDays(3650).toMillis();

    private static final ConfigDef DEFINITION = DomoSourceConfig.definition();

    @Test
    void thereIsEveryKeyOfTheContractAndNoOtherInItsOrder() {
        List<String> groups = List.of("Feeds", "Activity log", "Stream executions", "Report history");
        List<String> defined = new ArrayList<>();
        for (String group : groups) {
            DEFINITION.configKeys().values().stream()
                    .filter(key -> !key.internalConfig && group.equals(key.group))
                    .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                    .forEach(key -> defined.add(key.name));
        }
        assertThat(defined).isEqualTo(contract().map(row -> row.get(0)).toList());
        assertThat(DEFINITION.groups()).containsSubsequence(groups);
        assertThat(DEFINITION.configKeys().keySet())
                .filteredOn(key -> !defined.contains(key) && !key.startsWith("domo."))
                .isEmpty();
    }

    @Test
    void defaultTypeAndGroupAreTheContracts() {
        contract().forEach(row -> {
            ConfigKey key = DEFINITION.configKeys().get(row.get(0));
            String written = !key.hasDefault() ? "required" : key.defaultValue == null ? "-" : "" + key.defaultValue;
            assertThat(List.of(key.name, written, "" + key.type, key.group)).isEqualTo(row);
        });
    }

    @Test
    void everyKeyIsExplainedCheckedAndHasItsPlace() {
        contract().map(row -> DEFINITION.configKeys().get(row.get(0))).forEach(key -> {
            assertThat(key.documentation).as(key.name).isNotBlank().endsWith(".");
            assertThat(key.displayName).as(key.name).isNotBlank().isNotEqualTo(key.name);
            assertThat(key.width).as(key.name).isNotEqualTo(ConfigDef.Width.NONE);
            assertThat(key.orderInGroup).as(key.name).isPositive();
            assertThat(key.validator != null
                            || key.recommender != null
                            || key.type == ConfigDef.Type.BOOLEAN
                            || key.name.equals(SourceKeys.EXECUTIONS_DATASET_SEARCH))
                    .as("%s is checked or recommended", key.name)
                    .isTrue();
        });
        assertThat(DEFINITION.configKeys().get(SourceKeys.FEEDS).importance).isEqualTo(ConfigDef.Importance.HIGH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            feeds                                  | audit                | a list of activity-log, stream-executions, report-history
            feeds                                  | ''                   | at least one
            topic.prefix                           | domo/                | letters, digits
            activity.log.topic                     | my topic             | letters, digits
            stream.executions.topic                | a:b                  | letters, digits
            report.history.topic                   | ä                    | letters, digits
            poll.interval.ms                       | 0                    | positive
            poll.interval.ms                       | soon                 | LONG
            poll.max.records                       | -1                   | positive
            heartbeat.interval.ms                  | -1                   | 0 or a positive
            value.format                           | avro                 | struct, json
            activity.log.start                     | yesterday            | earliest, now, an instant
            activity.log.start                     | 2026-01-31           | earliest, now, an instant
            activity.log.start                     | P7D                  | negative ISO-8601 duration
            activity.log.object.types              | DATA SOURCE          | object types
            activity.log.lag.ms                    | -1                   | 0 or a positive
            activity.log.lag.ms                    | 900001               | activity.log.max.delay.ms (900000
            activity.log.max.delay.ms              | 0                    | positive
            activity.log.sweep.interval.ms         | 0                    | positive
            activity.log.limit                     | 1001                 | from 1 to 1000
            activity.log.limit                     | 0                    | from 1 to 1000
            activity.log.seen.max.entries          | 70001                | from 1 to 70000
            stream.executions.start                | -7D                  | earliest, now, an instant
            stream.executions.stream.ids           | sales                | whole numbers
            stream.executions.dataset.ids          | a/b                  | UUID
            stream.executions.emit                 | all                  | changes, terminal
            stream.executions.open.max.age.ms      | 0                    | positive
            stream.executions.poll.max.interval.ms | 0                    | positive
            report.history.start                   | ''                   | earliest, now, an instant
            report.history.filter                  | MINE                 | ALL or USER
            report.history.recipients              | maybe                | either true or false
            report.history.settle.ms               | -5                   | positive
            domo.url                               | ftp://x              | http
            domo.retry.timeout.ms                  | 0                    | -1 for no limit
            """)
    void aWrongValueIsReportedOnItsKeyWithWhatIsAllowed(String key, String value, String said) {
        assertThat(complaints(Map.of(key, value)))
                .containsOnlyKeys(key)
                .hasEntrySatisfying(
                        key, messages -> assertThat(messages.toString()).containsIgnoringCase(said));
    }

    @Test
    void everyWrongValueIsReportedAtOnce() {
        assertThat(complaints(Map.of("poll.interval.ms", "0", "activity.log.start", "x", "value.format", "y")))
                .containsOnlyKeys("poll.interval.ms", "activity.log.start", "value.format");
    }

    @Test
    void executionsNeedStreams() {
        assertThat(complaints(Map.of("feeds", "stream-executions"))).containsOnlyKeys("stream.executions.stream.ids");
        for (String key : List.of("stream.ids", "dataset.ids", "dataset.search")) {
            assertThat(complaints(Map.of("feeds", "stream-executions", "stream.executions." + key, "7")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poll.interval.ms",
                "heartbeat.interval.ms",
                "activity.log.max.delay.ms",
                "activity.log.sweep.interval.ms",
                "stream.executions.open.max.age.ms",
                "stream.executions.poll.max.interval.ms",
                "report.history.settle.ms"
            })
    void everyPositiveNumberIsAcceptedAndNoneOverflows(String key) {
        for (long number : new long[] {1, Integer.MAX_VALUE + 1L, TEN_YEARS_MS}) {
            Map<String, String> candidate = candidate(Map.of(key, "" + number, "activity.log.lag.ms", "0"));
            assertThat(complaints(candidate)).isEmpty();
            DomoSourceConfig config = new DomoSourceConfig(candidate);
            long now = System.currentTimeMillis();
            assertThat(Math.addExact(now, config.activity().pollInterval())).isGreaterThan(now);
            assertThat(Math.addExact(now, config.activity().maxDelay())).isGreaterThan(now);
            assertThat(Math.addExact(now, config.activity().sweepInterval())).isGreaterThan(now);
            assertThat(Math.addExact(now, config.executions().openMaxAge())).isGreaterThan(now);
            assertThat(Math.addExact(now, config.executions().maxPollInterval()))
                    .isGreaterThan(now);
            assertThat(Math.addExact(now, config.reports().settle())).isGreaterThan(now);
            assertThat(Math.addExact(now, config.heartbeatInterval())).isGreaterThanOrEqualTo(now);
            assertThat(Math.multiplyExact(config.batch(), 100)).isPositive();
        }
    }

    @Test
    void aDurationOfMoreThanTenYearsIsRefused() {
        DEFINITION.configKeys().values().stream()
                .filter(key -> key.type == ConfigDef.Type.LONG && key.name.endsWith(".ms"))
                .forEach(key -> {
                    for (long number : new long[] {TEN_YEARS_MS + 1, Long.MAX_VALUE}) {
                        assertThat(complaints(Map.of(key.name, "" + number)).get(key.name))
                                .singleElement()
                                .asString()
                                .contains("" + TEN_YEARS_MS, "ten years");
                    }
                });
    }

    @Test
    void aMisspeltKeyIsAnErrorAndAnyOtherAWarning() {
        assertThat(complaints(Map.of("activity.log.sweep.intervall", "1")).get("activity.log.sweep.intervall"))
                .singleElement()
                .asString()
                .contains("Did you mean activity.log.sweep.interval.ms?");
        assertThat(complaints(Map.of("feed", "activity-log"))).containsOnlyKeys("feed");
        CapturedLog said = CapturedLog.of(UnknownKeys.class);
        try (said) {
            assertThat(complaints(Map.of(
                            "snowflake.user",
                            "1",
                            "transforms",
                            "x",
                            "tasks.max",
                            "2",
                            "topic.creation.default.partitions",
                            "1",
                            "transaction.boundary.interval.ms",
                            "1000",
                            "exactly.once.support",
                            "required",
                            "offsets.storage.topic",
                            "x")))
                    .isEmpty();
        }
        assertThat(said.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("Connector audit: neither this plugin nor Kafka Connect knows the key snowflake.user,");
    }

    @Test
    void aMisspeltRequiredKeyIsOneError() {
        Map<String, String> candidate = candidate(Map.of("feds", "activity-log"));
        candidate.remove("feeds");
        assertThat(errors(candidate)).containsOnlyKeys("feds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domo.developer.token",
                "feeds",
                "topic.prefix",
                "poll.interval.ms",
                "activity.log.start",
                "value.format"
            })
    void aPlaceholderThatIsLeftIsNoValue(String key) {
        assertThat(complaints(Map.of(key, "${vault:/secret:it}")).get(key))
                .singleElement()
                .asString()
                .contains(key, "${vault:…}", "config.providers", "the path allowed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            activity-log                   | key.converter   | org.apache.kafka.connect.storage.StringConverter       | 0
            activity-log                   | key.converter   | org.apache.kafka.connect.converters.ByteArrayConverter | 1
            activity-log                   | value.converter | org.apache.kafka.connect.storage.StringConverter       | 1
            activity-log                   | value.converter | org.apache.kafka.connect.json.JsonConverter            | 0
            stream-executions              | key.converter   | org.apache.kafka.connect.storage.StringConverter       | 1
            stream-executions              | key.converter   | org.apache.kafka.connect.json.JsonConverter            | 0
            report-history                 | key.converter   | org.apache.kafka.connect.converters.LongConverter      | 1
            activity-log,stream-executions | key.converter   | org.apache.kafka.connect.storage.StringConverter       | 1
            report-history                 | value.converter | org.apache.kafka.connect.storage.StringConverter       | 1
            """)
    void aConverterThatCantWriteTheFeedIsTold(String feeds, String key, String converter, int errors) {
        Map<String, String> config =
                new HashMap<>(Map.of("feeds", feeds, "stream.executions.stream.ids", "1", key, converter));
        assertThat(complaints(config)).hasSize(errors);
        if (errors > 0) {
            assertThat(complaints(config).get(key))
                    .singleElement()
                    .asString()
                    .contains(converter.substring(converter.lastIndexOf('.') + 1), "Use ");
        }
        config.put("transforms", "it");
        assertThat(complaints(config)).as("a transformation may help").isEmpty();
    }

    @Test
    void theConnectorsOwnKeysAreShownToNobody() {
        assertThat(new DomoSourceConnector().config().names()).noneMatch(key -> key.contains("internal"));
        assertThat(new DomoSourceConnector().validate(candidate(Map.of())).configValues())
                .extracting(ConfigValue::name)
                .noneMatch(key -> key.contains("internal"));
    }

    private static Stream<List<String>> contract() {
        return CONTRACT.lines()
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::trim).toList());
    }

    /** Nothing listens there: what only Domo can tell is not asked for. */
    private static Map<String, String> candidate(Map<String, String> more) {
        Map<String, String> candidate = new HashMap<>(Map.of(
                "name", "audit",
                "connector.class", DomoSourceConnector.class.getName(),
                "domo.url", "http://127.0.0.1:1",
                "domo.developer.token", "t0ken",
                "feeds", "activity-log"));
        candidate.putAll(more);
        return candidate;
    }

    private static Map<String, List<String>> complaints(Map<String, String> more) {
        return errors(candidate(more));
    }

    private static Map<String, List<String>> errors(Map<String, String> candidate) {
        Map<String, List<String>> complaints = new HashMap<>();
        for (ConfigValue value : new DomoSourceConnector().validate(candidate).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                complaints.put(value.name(), value.errorMessages());
            }
        }
        return complaints;
    }
}
