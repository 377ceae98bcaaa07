package io.connectdomo.source.config;

import io.connectdomo.source.feed.FeedType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** The rules that need more than one key; each adds its message to the key it belongs to. */
final class SourceRules {
    private final Map<String, ConfigValue> values;

    SourceRules(Map<String, ConfigValue> values) {
        this.values = values;
    }

    void check() {
        atLeastOneFeed();
        sweepsReachWhatIsLate();
        streamsAreNamed();
    }

    private void streamsAreNamed() {
        if (value(SourceKeys.FEEDS) instanceof List<?> feeds
                && feeds.contains(FeedType.STREAM_EXECUTIONS.configured())
                && blank(SourceKeys.EXECUTIONS_STREAM_IDS)
                && blank(SourceKeys.EXECUTIONS_DATASET_IDS)
                && blank(SourceKeys.EXECUTIONS_DATASET_SEARCH)) {
            complain(
                    SourceKeys.EXECUTIONS_STREAM_IDS,
                    "Say which streams: name their ids here, or their DataSets in " + SourceKeys.EXECUTIONS_DATASET_IDS
                            + " or " + SourceKeys.EXECUTIONS_DATASET_SEARCH + ".");
        }
    }

    /** False where the value is wrong: then that has been said. */
    private boolean blank(String key) {
        ConfigValue value = values.get(key);
        boolean nothing = value.value() == null
                || (value.value() instanceof List<?> list
                        ? list.isEmpty()
                        : value.value().toString().isBlank());
        return nothing && value.errorMessages().isEmpty();
    }

    private void atLeastOneFeed() {
        if (value(SourceKeys.FEEDS) instanceof List<?> feeds && feeds.isEmpty()) {
            complain(SourceKeys.FEEDS, "Name at least one feed.");
        }
    }

    private void sweepsReachWhatIsLate() {
        if (value(SourceKeys.ACTIVITY_LAG_MS) instanceof Long lag
                && value(SourceKeys.ACTIVITY_MAX_DELAY_MS) instanceof Long delay
                && lag > delay) {
            complain(
                    SourceKeys.ACTIVITY_LAG_MS,
                    "Must not be longer than " + SourceKeys.ACTIVITY_MAX_DELAY_MS + " (" + delay
                            + " ms): entries are settled after that, so they have to be read before.");
        }
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null || !value.errorMessages().isEmpty() ? null : value.value();
    }

    private void complain(String key, String message) {
        values.get(key).addErrorMessage(message);
    }
}
