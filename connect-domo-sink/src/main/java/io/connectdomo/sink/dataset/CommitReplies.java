package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.dataset.UploadMode;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what Domo says it stored with what was sent (delivery.md 2.2). Task thread only. */
final class CommitReplies {
    private static final Logger log = LoggerFactory.getLogger(CommitReplies.class);

    private final DataSetSettings settings;
    private final DataSetLabel label;
    private boolean warned;

    CommitReplies(DataSetSettings settings, DataSetLabel label) {
        this.label = label;
        this.settings = settings;
    }

    /**
     * Null where the reply fits, or has no counts to compare. A mismatch never means that nothing was written: it must not
     * be retried.
     */
    String mismatch(UploadSession session, CommitReply reply) {
        if (session.hasUnclearParts()
                && reply.rowCount().isEmpty()
                && reply.partCount().isEmpty()) {
            return uncounted(session);
        }
        boolean rowsDiffer = differs(reply.rowCount(), session.rows());
        // Whether an upload that empties has a part is a matter of dialect, and so may be how Domo counts it.
        boolean partsDiffer = session.rows() > 0 && differs(reply.partCount(), session.partCount());
        boolean rowsCount = session.mode() == UploadMode.APPEND || session.mode() == UploadMode.REPLACE;
        if (rowsDiffer && !rowsCount) {
            warnOnce(session, reply);
        }
        if (!partsDiffer && !(rowsDiffer && rowsCount)) {
            return null;
        }
        long version = session.started().uploadId();
        return "Domo stored something else than was sent to DataSet " + label + " with upload " + version
                + ": sent " + session.rows() + " rows in " + session.partCount() + " parts, stored "
                + text(reply.rowCount()) + " rows in " + text(reply.partCount())
                + " parts. The data version is committed;"
                + " the offsets are not. Before restarting the task, which writes these rows again, delete data version "
                + version + " (DELETE /api/data/v2/datasources/" + settings.dataSetId()
                + "/dataversions?index=true with the body [" + version + "]).";
    }

    /**
     * Null where the rows of a commit whose reply was lost are known to be there.
     */
    String uncounted(UploadSession session) {
        if (!session.hasUnclearParts()) {
            return null;
        }
        long version = session.started().uploadId();
        return "Whether all rows of upload " + version + " of DataSet " + label
                + " are there is not known: parts were answered with success, but not as Domo answers them, perhaps by a gateway"
                + " before it, and the commit's reply counts nothing. The data version is committed; the offsets are not. If it"
                + " has not " + session.rows() + " rows, delete data version " + version
                + " in Domo before restarting the task, which writes these rows again.";
    }

    private static boolean differs(OptionalLong stored, long sent) {
        return stored.isPresent() && stored.getAsLong() != sent;
    }

    private static String text(OptionalLong count) {
        return count.isPresent() ? Long.toString(count.getAsLong()) : "(not said)";
    }

    private void warnOnce(UploadSession session, CommitReply reply) {
        if (!warned) {
            warned = true;
            log.warn(
                    "DataSet {}: {} sent, Domo's reply counts {} rows. With keys it may count otherwise; not said again",
                    label,
                    session.describe(),
                    text(reply.rowCount()));
        }
    }
}
