package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.DraftColumns;
import io.connectdomo.sink.record.Housekeeping;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One topic's way to a DataSet that is not known yet: asks its records for the columns, and has them read again later. */
final class PendingRoute implements Route {
    private static final Logger log = LoggerFactory.getLogger(PendingRoute.class);

    private final RecordOptions options;
    private final PendingDestination pending;

    PendingRoute(RecordOptions options, PendingDestination pending) {
        this.options = options;
        this.pending = pending;
    }

    @Override
    public Destination destination() {
        return pending;
    }

    RecordOptions options() {
        return options;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        if (isNoRow(record)) {
            return;
        }
        if (!pending.accepts(feed)) {
            feed.pinAt(offset, "the DataSet is looked for by its name, or created, first");
            foresee(record);
            return;
        }
        try {
            Optional<DraftColumns> columns = FirstColumns.draftOf(options, record);
            if (columns.isPresent()) {
                pending.await(feed, offset, columns.get());
            } else {
                pending.skim(feed, offset, nowMs);
            }
        } catch (BadRecordException bad) {
            pending.errant(feed, offset, nowMs, record, bad);
        }
    }

    /** All records that wait say which columns there must be, not the first one alone. */
    @Override
    public void foresee(SinkRecord record) {
        if (!pending.shown().any() || isNoRow(record)) {
            return;
        }
        try {
            FirstColumns.draftOf(options, record).ifPresent(pending.shown()::add);
        } catch (BadRecordException later) {
            // It comes again, and is told then.
            log.debug("A record that waits for its DataSet does not say what columns it needs", later);
        }
    }

    private boolean isNoRow(SinkRecord record) {
        return record.value() == null
                ? options.tombstoneAction() == TombstoneAction.IGNORE
                : Housekeeping.of(record).isPresent();
    }
}
