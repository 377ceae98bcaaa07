package io.connectdomo.source.config;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.config.Rules;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.StartPosition;
import io.connectdomo.source.feed.ValueFormat;
import java.time.DateTimeException;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The definitions of the source's keys: contract.md 3 in the words of the reference. */
final class SourceDefinitions {
    private static final int LARGEST_LIMIT = 1000;
    private static final int MOST_SEEN = 70_000;
    private static final int MOST_RECORDS = 10_000;
    private static final ConfigDef.Validator MOST_RECORDS_RULE = Rules.rule(
            "a positive number, at most " + MOST_RECORDS
                    + ", because a batch is held in memory with an offset for each of its records",
            value -> (Long) value >= 1 && (Long) value <= MOST_RECORDS);
    private static final ConfigDef.Validator START = Rules.rule(
            "earliest, now, an instant such as 2026-01-31T00:00:00Z, or a negative ISO-8601 duration such as -P7D",
            value -> isStart((String) value));

    private static final int LONGEST_TOPIC = 249;
    private static final String TOPIC_CHARACTERS = "[a-zA-Z0-9._-]*";
    private static final ConfigDef.Validator TOPIC = Rules.rule(
            "a topic's name: letters, digits, '.', '_' and '-', at most " + LONGEST_TOPIC,
            value -> isPartOfTopic((String) value, LONGEST_TOPIC));
    private static final ConfigDef.Validator TOPIC_PREFIX = Rules.rule(
            "what a topic's name may begin with: letters, digits, '.', '_' and '-', at most 200",
            value -> isPartOfTopic((String) value, 200));
    private static final ConfigDef.Validator REPORTS_FILTER =
            Rules.rule("ALL or USER", value -> ((String) value).trim().matches("(?i)ALL|USER"));
    private static final ConfigDef.Validator OBJECT_TYPES = Rules.rule(
            "a list of object types as Domo names them, such as DATA_SOURCE",
            value -> ((List<?>) value).stream().allMatch(type -> type.toString().matches("[^\\s,]+")));

    private SourceDefinitions() {}

    static ConfigDef define() {
        ConfigDef def = DomoConnectionConfig.define(new ConfigDef());
        Definitions keys = new Definitions(def);
        feeds(keys.group("Feeds"));
        activityLog(keys.group("Activity log"));
        ExecutionDefinitions.define(keys.group("Stream executions"));
        reports(keys.group("Report history"));
        return def;
    }

    /** With the keys that the connector sets for its tasks, which no user interface is to show. */
    static ConfigDef ofTask() {
        ConfigDef def = define();
        def.defineInternal(SourceKeys.TASK_UNITS, ConfigDef.Type.LIST, List.of(), Importance.LOW);
        def.defineInternal(SourceKeys.TASK_NUMBER, ConfigDef.Type.INT, 0, Importance.LOW);
        return def;
    }

    private static void feeds(Definitions keys) {
        keys.requiredList(
                        SourceKeys.FEEDS,
                        "Feeds",
                        "What is read: activity-log (who did what in Domo), stream-executions (runs of connectors),"
                                + " report-history (sent reports).",
                        FeedType.allConfigured())
                .text(
                        SourceKeys.TOPIC_PREFIX,
                        "domo.",
                        TOPIC_PREFIX,
                        Importance.MEDIUM,
                        Width.MEDIUM,
                        "Topic prefix",
                        "A feed's topic is this and its name, such as domo.activity-log.");
        topic(keys, SourceKeys.ACTIVITY_TOPIC, FeedType.ACTIVITY_LOG);
        topic(keys, SourceKeys.EXECUTIONS_TOPIC, FeedType.STREAM_EXECUTIONS);
        topic(keys, SourceKeys.REPORTS_TOPIC, FeedType.REPORT_HISTORY);
        keys.number(
                        SourceKeys.POLL_INTERVAL_MS,
                        30_000,
                        Rules.MILLIS,
                        "Poll interval (ms)",
                        "How often each feed is read.")
                .number(
                        SourceKeys.POLL_MAX_RECORDS,
                        500,
                        MOST_RECORDS_RULE,
                        "Records of one batch",
                        "Most records that are handed to Kafka at once.")
                .number(
                        SourceKeys.HEARTBEAT_INTERVAL_MS,
                        0,
                        Rules.MILLIS_OR_NONE,
                        "Heartbeat interval (ms)",
                        "How often a small record per source partition goes to the topic <topic.prefix>heartbeat. It stores"
                                + " the offset, also where a feed is quiet, a transformation drops its records or it was"
                                + " started at now, and shows that the feed lives. 0 writes none.")
                .choice(
                        SourceKeys.VALUE_FORMAT,
                        ValueFormat.STRUCT,
                        "Value format",
                        "struct: the feed's schema, fields that it does not know in the map other. json: Domo's object as it"
                                + " came, without a schema.");
    }

    private static void topic(Definitions keys, String key, FeedType feed) {
        keys.text(
                key,
                null,
                TOPIC,
                Importance.LOW,
                Width.MEDIUM,
                "Topic of " + feed.configured(),
                "Topic of the feed " + feed.configured() + ", in place of prefix and name.");
    }

    private static void activityLog(Definitions keys) {
        start(keys, SourceKeys.ACTIVITY_START);
        keys.list(
                        SourceKeys.ACTIVITY_OBJECT_TYPES,
                        OBJECT_TYPES,
                        "Object types",
                        "Only entries about objects of these types, such as DATA_SOURCE, PAGE; all when empty.")
                .number(
                        SourceKeys.ACTIVITY_LAG_MS,
                        30_000,
                        Rules.MILLIS_OR_NONE,
                        "Lag (ms)",
                        "The log is read up to this long ago by Domo's clock. Entries that show later are found by the next"
                                + " sweep.")
                .number(
                        SourceKeys.ACTIVITY_MAX_DELAY_MS,
                        900_000,
                        Rules.MILLIS,
                        "Longest delay (ms)",
                        "How late an entry may show in Domo and still be found. What was emitted within this time is kept in"
                                + " the source offset.")
                .number(
                        SourceKeys.ACTIVITY_SWEEP_INTERVAL_MS,
                        300_000,
                        Rules.MILLIS,
                        "Sweep interval (ms)",
                        "How often what was read within the longest delay is read once more, for late entries.")
                .number(
                        SourceKeys.ACTIVITY_LIMIT,
                        LARGEST_LIMIT,
                        Rules.upTo(LARGEST_LIMIT),
                        "Entries of one request",
                        "Entries asked for at once; Domo gives at most 1000. Where it gives fewer, that is found out.")
                .number(
                        SourceKeys.ACTIVITY_SEEN_MAX_ENTRIES,
                        50_000,
                        Rules.upTo(MOST_SEEN),
                        "Entries of an offset",
                        "Most entries that the source offset remembers, 14 bytes each; at most 70000, so that an offset stays"
                                + " under 1 MB. When it is full, the time in which late entries are found is cut short, with"
                                + " a warning.");
    }

    private static void reports(Definitions keys) {
        start(keys, SourceKeys.REPORTS_START);
        keys.text(
                        SourceKeys.REPORTS_FILTER,
                        "ALL",
                        REPORTS_FILTER,
                        Importance.LOW,
                        Width.SHORT,
                        "Filter",
                        "Whose reports: ALL, or USER for the token owner's only. ALL is not documented by Domo; where it is"
                                + " refused repeatedly while USER is taken, USER is used, the log says so, and ALL is asked for"
                                + " again every hour.")
                .flag(
                        SourceKeys.REPORTS_RECIPIENTS,
                        false,
                        "Recipients",
                        "Whether the recipients of reports are read, which are personal data.")
                .number(
                        SourceKeys.REPORTS_SETTLE_MS,
                        86_400_000,
                        Rules.MILLIS,
                        "Settle time (ms)",
                        "How long after its start a run is looked at again for changes.");
    }

    static void start(Definitions keys, String key) {
        keys.text(
                key,
                "now",
                START,
                Importance.MEDIUM,
                Width.MEDIUM,
                "Start",
                "Where the feed begins when it has no offset yet: earliest, now, an instant such as 2026-01-31T00:00:00Z, or"
                        + " how far back as a negative ISO-8601 duration such as -P7D. now holds from the first record on"
                        + " (see " + SourceKeys.HEARTBEAT_INTERVAL_MS + ").");
    }

    private static boolean isPartOfTopic(String written, int longest) {
        return written.length() <= longest && written.matches(TOPIC_CHARACTERS);
    }

    private static boolean isStart(String written) {
        try {
            StartPosition.parse(written);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
