package io.connectdomo.source.config;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.source.feed.FeedType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What only Domo can tell before a connector runs: whether the token may read the feeds, which object types there are, and
 * whether the named streams are there.
 */
final class LiveChecks {
    private final DomoSourceConfig config;
    private final Map<String, ConfigValue> values;
    private final Probe probe;

    LiveChecks(DomoSourceConfig config, Map<String, ConfigValue> values) {
        this.config = config;
        this.values = values;
        this.probe = new Probe(values);
    }

    void check() {
        DomoConnectionConfig connection = config.connection();
        DomoConnectionConfig impatient =
                connection.withTimeouts(shorter(connection.connectTimeout()), shorter(connection.requestTimeout()));
        try (DomoHttp http = DomoHttp.open(impatient, 1)) {
            for (FeedType feed : config.feeds()) {
                switch (feed) {
                    case ACTIVITY_LOG -> activityLog(new ActivityClient(http, Probe.EACH));
                    case STREAM_EXECUTIONS -> new StreamChecks(config, probe, http).check();
                    case REPORT_HISTORY -> reports(new ReportClient(http, Probe.EACH));
                }
            }
        }
    }

    private void activityLog(ActivityClient client) {
        long now = System.currentTimeMillis();
        probe.ask(
                SourceKeys.FEEDS,
                "activity log",
                " It needs an admin's token or the grant View Activity Logs.",
                () -> client.entries(now - 1, now, 1, 0, List.of()));
        probe.ask(
                SourceKeys.ACTIVITY_OBJECT_TYPES, "list of object types", "", () -> objectTypes(client.objectTypes()));
    }

    private void objectTypes(List<String> known) {
        values.get(SourceKeys.ACTIVITY_OBJECT_TYPES).recommendedValues(List.copyOf(known));
        for (String type : config.activityObjectTypes()) {
            if (!known.isEmpty() && !known.contains(type)) {
                probe.complain(
                        SourceKeys.ACTIVITY_OBJECT_TYPES,
                        "Domo has no object type " + type + " in its activity log. It has " + known + ".");
            }
        }
    }

    /** Without the filter, for where that is refused the task does without it. */
    private void reports(ReportClient client) {
        probe.ask(
                SourceKeys.FEEDS,
                "report history",
                " It needs a token that may see scheduled reports.",
                () -> client.history(0, 1, Optional.empty(), false));
    }

    private static Duration shorter(Duration configured) {
        return configured.compareTo(Probe.EACH) < 0 ? configured : Probe.EACH;
    }
}
