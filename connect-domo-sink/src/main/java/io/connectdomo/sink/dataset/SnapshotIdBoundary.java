package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.SnapshotIdSource;
import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.SilenceWatch;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code replace.boundary=snapshot_id}: a snapshot is the records of one id. A feed that shows another id waits until the
 * snapshot is committed.
 *
 * <p>Of two ids that are read at once the one with the older record goes first: partitions are read side by side, and the
 * first to deliver may be ahead of the others.
 */
final class SnapshotIdBoundary extends SnapshotBoundary {
    /** Ids that were committed are remembered to tell stragglers; more than this many snapshots back nobody straggles. */
    private static final int MAX_REMEMBERED = 1000;

    private final SnapshotIdSource source;
    private final Set<Feed> held = new HashSet<>();
    /** Feeds with records in the open snapshot: what they show next comes after it, whatever its timestamp. */
    private final Set<Feed> delivering = new HashSet<>();

    private final Set<String> done = new LinkedHashSet<>();
    private String open;
    private Long openSince;
    private String sealed;

    SnapshotIdBoundary(SnapshotIdSource source, Collection<AssignedPartition> assigned, SilenceWatch silence) {
        super(assigned, silence);
        this.source = source;
    }

    @Override
    Verdict judge(Feed feed, SinkRecord record) {
        String id = source.of(record);
        if (id.equals(open)) {
            delivering.add(feed);
            return Verdict.TAKE;
        }
        if (done.contains(id)) {
            throw BadRecordException.of(
                    record,
                    "it belongs to a snapshot that is committed already; ids of snapshots (replace.snapshot.id) must not come"
                            + " back");
        }
        if (open == null) {
            begin(id, record);
            delivering.add(feed);
            return Verdict.TAKE;
        }
        if (!delivering.contains(feed) && isOlder(record)) {
            return Verdict.TAKE_INSTEAD;
        }
        held.add(feed);
        return Verdict.HOLD;
    }

    private void begin(String id, SinkRecord record) {
        open = id;
        openSince = record.timestamp();
    }

    private boolean isOlder(SinkRecord record) {
        return record.timestamp() != null && openSince != null && record.timestamp() < openSince;
    }

    @Override
    boolean accepts(Feed feed) {
        return !held.contains(feed);
    }

    @Override
    boolean holds(Feed feed) {
        return held.contains(feed);
    }

    @Override
    void sealed() {
        sealed = open;
        open = null;
        held.clear();
        delivering.clear();
    }

    @Override
    void givenUp() {
        sealed = null;
        open = null;
        held.clear();
        delivering.clear();
    }

    @Override
    void committed() {
        if (sealed == null) {
            return; // nothing but bad records
        }
        done.add(sealed);
        sealed = null;
        if (done.size() > MAX_REMEMBERED) {
            done.remove(done.iterator().next());
        }
    }
}
