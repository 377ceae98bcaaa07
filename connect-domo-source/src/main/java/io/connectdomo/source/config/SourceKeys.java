package io.connectdomo.source.config;

/** Names of the source's keys (contract.md 3). */
public final class SourceKeys {
    public static final String FEEDS = "feeds";
    public static final String TOPIC_PREFIX = "topic.prefix";
    public static final String ACTIVITY_TOPIC = "activity.log.topic";
    public static final String POLL_INTERVAL_MS = "poll.interval.ms";
    public static final String POLL_MAX_RECORDS = "poll.max.records";
    public static final String HEARTBEAT_INTERVAL_MS = "heartbeat.interval.ms";
    public static final String VALUE_FORMAT = "value.format";
    public static final String ACTIVITY_START = "activity.log.start";
    public static final String ACTIVITY_OBJECT_TYPES = "activity.log.object.types";
    public static final String ACTIVITY_LAG_MS = "activity.log.lag.ms";
    public static final String ACTIVITY_MAX_DELAY_MS = "activity.log.max.delay.ms";
    public static final String ACTIVITY_SWEEP_INTERVAL_MS = "activity.log.sweep.interval.ms";
    public static final String ACTIVITY_LIMIT = "activity.log.limit";
    public static final String ACTIVITY_SEEN_MAX_ENTRIES = "activity.log.seen.max.entries";
    public static final String REPORTS_TOPIC = "report.history.topic";
    public static final String REPORTS_START = "report.history.start";
    public static final String REPORTS_FILTER = "report.history.filter";
    public static final String REPORTS_RECIPIENTS = "report.history.recipients";
    public static final String REPORTS_SETTLE_MS = "report.history.settle.ms";

    public static final String EXECUTIONS_TOPIC = "stream.executions.topic";
    public static final String EXECUTIONS_START = "stream.executions.start";
    public static final String EXECUTIONS_STREAM_IDS = "stream.executions.stream.ids";
    public static final String EXECUTIONS_DATASET_IDS = "stream.executions.dataset.ids";
    public static final String EXECUTIONS_DATASET_SEARCH = "stream.executions.dataset.search";
    public static final String EXECUTIONS_EMIT = "stream.executions.emit";
    public static final String EXECUTIONS_OPEN_MAX_AGE_MS = "stream.executions.open.max.age.ms";
    public static final String EXECUTIONS_MAX_INTERVAL_MS = "stream.executions.poll.max.interval.ms";

    /** Set by the connector for its tasks, not by users: which feeds and streams a task reads. */
    static final String TASK_UNITS = "domo.internal.task.units";

    /** As {@link #TASK_UNITS}: the number of the task. */
    static final String TASK_NUMBER = "domo.internal.task.number";

    private SourceKeys() {}
}
