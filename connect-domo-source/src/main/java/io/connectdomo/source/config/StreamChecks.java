package io.connectdomo.source.config;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.streams.StreamClient;

/** Whether the named streams and DataSets exist and may be read: of long lists, as many as there is time for. */
final class StreamChecks {
    private final StreamChoice choice;
    private final Probe probe;
    private final StreamClient streams;
    private final DataSetClient dataSets;
    private final SearchClient search;

    StreamChecks(DomoSourceConfig config, Probe probe, DomoHttp http) {
        this.choice = config.streams();
        this.probe = probe;
        this.streams = new StreamClient(http, Probe.EACH);
        this.dataSets = new DataSetClient(http, config.connection().compat());
        this.search = new SearchClient(http);
    }

    void check() {
        for (long stream : choice.streams()) {
            probe.ask(SourceKeys.EXECUTIONS_STREAM_IDS, "stream " + stream, "", () -> streams.lastExecution(stream));
        }
        for (String dataSet : choice.dataSets()) {
            probe.ask(SourceKeys.EXECUTIONS_DATASET_IDS, "DataSet " + dataSet, "", () -> fed(dataSet));
        }
        // That it finds nothing is no error: it is searched again every 10 minutes.
        choice.search()
                .ifPresent(query -> probe.ask(
                        SourceKeys.EXECUTIONS_DATASET_SEARCH,
                        "search for DataSets",
                        "",
                        () -> search.dataSets(query, 0)));
    }

    private void fed(String dataSet) {
        if (dataSets.get(dataSet).streamId().isEmpty()) {
            probe.complain(
                    SourceKeys.EXECUTIONS_DATASET_IDS,
                    "The DataSet " + dataSet
                            + " is fed by no stream, so it has no executions. Take it out of the list.");
        }
    }
}
