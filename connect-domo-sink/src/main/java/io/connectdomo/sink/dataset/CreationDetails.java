package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code dataset.create.*}: what is set once on a DataSet that was created. Rows do not wait for it, and where Domo won't have it
 * the log says what to do. Task thread only.
 */
final class CreationDetails {
    private static final Logger log = LoggerFactory.getLogger(CreationDetails.class);

    private final NewDataSet wanted;
    private final NamedDataSetStore api;
    private final Lane lane;

    CreationDetails(NewDataSet wanted, NamedDataSetStore api, Lane lane) {
        this.wanted = wanted;
        this.api = api;
        this.lane = lane;
    }

    /** @param tagged whether it has its tags already */
    void apply(String id, boolean tagged) {
        if (!wanted.description().isEmpty()) {
            set(id, "description", "dataset.create.description", () -> api.describe(id, wanted.description()));
        }
        if (!tagged && !wanted.tags().isEmpty()) {
            set(id, "tags", "dataset.create.tags", () -> api.tag(id, wanted.tags()));
        }
        if (!wanted.shares().isEmpty()) {
            set(id, "shares", "dataset.create.share.with", () -> api.share(id, wanted));
        }
    }

    private void set(String id, String what, String key, Runnable request) {
        lane.submit(new SimpleCall(
                what + " of new DataSet " + id,
                request,
                cause -> log.warn(
                        "DataSet {} was created and is written to, but its {} could not be set: {} Set them in Domo by hand"
                                + " ({} is not tried again), and correct the key for DataSets to come",
                        DataSetLabel.of(wanted.name(), id),
                        what,
                        cause.getMessage(),
                        key)));
    }
}
