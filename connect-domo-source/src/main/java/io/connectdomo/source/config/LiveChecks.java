package io.connectdomo.source.config;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.source.feed.FeedType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only Domo can tell before a connector runs: whether the token may read the feeds, and which object types there are.
 * Only a definite answer is an error; that Domo can't be reached is not.
 */
final class LiveChecks {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChecks.class);

    /** The worker waits for validation with a time-out of its own. */
    private static final Duration EACH = Duration.ofSeconds(4);

    private final DomoSourceConfig config;
    private final Map<String, ConfigValue> values;

    LiveChecks(DomoSourceConfig config, Map<String, ConfigValue> values) {
        this.config = config;
        this.values = values;
    }

    void check() {
        DomoConnectionConfig connection = config.connection();
        DomoConnectionConfig impatient =
                connection.withTimeouts(shorter(connection.connectTimeout()), shorter(connection.requestTimeout()));
        try (DomoHttp http = DomoHttp.open(impatient, 1)) {
            if (config.feeds().contains(FeedType.ACTIVITY_LOG)) {
                activityLog(new ActivityClient(http, EACH));
            }
            if (config.feeds().contains(FeedType.STREAM_EXECUTIONS)) {
                new StreamChecks(config, values, http, EACH).check();
            }
        }
    }

    private void activityLog(ActivityClient client) {
        try {
            long now = System.currentTimeMillis();
            client.entries(now - 1, now, 1, 0, List.of());
            objectTypes(client.objectTypes());
        } catch (DomoException.Unauthorized refused) {
            complain(
                    refused.status() == 401 ? DomoConnectionConfig.TOKEN : SourceKeys.FEEDS,
                    refused.getMessage() + " The activity log needs an admin's token or the grant View Activity Logs.");
        } catch (DomoException notNow) {
            LOG.warn("The activity log could not be checked now; the task will read it when it can", notNow);
        }
    }

    private void objectTypes(List<String> known) {
        values.get(SourceKeys.ACTIVITY_OBJECT_TYPES).recommendedValues(List.copyOf(known));
        for (String type : config.activityObjectTypes()) {
            if (!known.isEmpty() && !known.contains(type)) {
                complain(
                        SourceKeys.ACTIVITY_OBJECT_TYPES,
                        "Domo has no object type " + type + " in its activity log. It has " + known + ".");
            }
        }
    }

    private void complain(String key, String message) {
        values.get(key).addErrorMessage(message);
    }

    private static Duration shorter(Duration configured) {
        return configured.compareTo(EACH) < 0 ? configured : EACH;
    }
}
