package io.connectdomo.source.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.streams.StreamClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the named streams and DataSets exist and may be read: of long lists, as many as there is time for. */
final class StreamChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StreamChecks.class);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final DomoSourceConfig config;
    private final Map<String, ConfigValue> values;
    private final StreamClient streams;
    private final DataSetClient dataSets;
    private final long began = System.nanoTime();

    StreamChecks(DomoSourceConfig config, Map<String, ConfigValue> values, DomoHttp http, Duration each) {
        this.config = config;
        this.values = values;
        this.streams = new StreamClient(http, each);
        this.dataSets = new DataSetClient(http, config.connection().compat());
    }

    void check() {
        StreamChoice choice = config.streams();
        for (long stream : choice.streams()) {
            check(SourceKeys.EXECUTIONS_STREAM_IDS, "stream " + stream, () -> streams.lastExecution(stream));
        }
        for (String dataSet : choice.dataSets()) {
            check(SourceKeys.EXECUTIONS_DATASET_IDS, "DataSet " + dataSet, () -> fed(dataSet));
        }
    }

    private void fed(String dataSet) {
        if (dataSets.get(dataSet).streamId().isEmpty()) {
            complain(
                    SourceKeys.EXECUTIONS_DATASET_IDS,
                    "The DataSet " + dataSet
                            + " is fed by no stream, so it has no executions. Take it out of the list.");
        }
    }

    private void check(String key, String what, Runnable look) {
        if (System.nanoTime() - began > LONGEST_NANOS) {
            return;
        }
        try {
            look.run();
        } catch (DomoException.Refused refused) {
            complain(key, "The " + what + " can't be read: " + refused.getMessage());
        } catch (DomoException.Unauthorized refused) {
            complain(refused.status() == 401 ? DomoConnectionConfig.TOKEN : key, refused.getMessage());
        } catch (DomoException notNow) {
            LOG.warn("The {} could not be checked now; the task will read it when it can", what, notNow);
        }
    }

    private void complain(String key, String message) {
        values.get(key).addErrorMessage(message);
    }
}
