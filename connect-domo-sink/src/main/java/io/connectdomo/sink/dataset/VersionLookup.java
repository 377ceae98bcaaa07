package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.dataset.DataVersion;
import io.connectdomo.common.dataset.VersionStatus;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.task.Ticker;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a session's data version in Domo's two lists (v3 details, and v2, the only one whose reply Domo documents).
 *
 * <p>That a version's id is the upload's id is inference. It is checked after clean commits; until it is known, a version is
 * ours only if it shows under our upload's id, came after the upload began, and Domo refused to commit that upload again. Where
 * ids are known to be others, one is ours only if it came after the upload began, was not there before the commit was sent, has
 * its row count, is the only such one, and nobody else of ours writes here (delivery.md 2.1). A row count alone proves nothing
 * before that: the version may be another client's equal batch, and ours would be lost.
 *
 * <p>Thread-safe. Domo is never asked while the monitor is held.
 */
final class VersionLookup {
    private static final Logger log = LoggerFactory.getLogger(VersionLookup.class);

    private enum Ids {
        NOT_KNOWN,
        ARE_UPLOAD_IDS,
        ARE_OTHERS
    }

    private final VersionLists lists;
    private final DataSetLabel dataSet;
    private final boolean onlyTask;
    private final long graceMs;
    private final Ticker ticker;

    private volatile Ids ids = Ids.NOT_KNOWN;
    /** Committed for certain, not seen under its id in a list yet. */
    private OptionalLong unseenCommit = OptionalLong.empty();

    private long unseenSinceMs;

    /** The commit that is under way, or was last; null before the first. */
    private Commit latest;

    /**
     * What was there when a commit was about to be sent for the first time.
     *
     * @param startedAt when its upload began, on Domo's clock
     * @param before versions that had come since then; empty where that is not known
     */
    private record Commit(Optional<Instant> startedAt, long rows, Optional<Set<Long>> before) {
        /** A version that may be this commit's, told without its id. */
        boolean fits(DataVersion version) {
            return version.rowCount() == rows
                    && isNewer(version, startedAt)
                    && before.isPresent()
                    && !before.get().contains(version.id());
        }
    }

    /**
     * @param graceMs how long a committed version may stay invisible
     */
    VersionLookup(DataSetClient client, DataSetLabel dataSet, boolean onlyTask, long graceMs, Ticker ticker) {
        this.lists = new VersionLists(client, dataSet.id());
        this.dataSet = dataSet;
        this.onlyTask = onlyTask;
        this.graceMs = graceMs;
        this.ticker = ticker;
    }

    boolean known() {
        return ids != Ids.NOT_KNOWN;
    }

    // ---- learning what ids are

    /**
     * Looks whether a cleanly committed upload shows under its id. A version may show late, so absence counts only for a commit
     * that is older than the time a version may stay invisible.
     *
     * @throws DomoException if neither list can be read
     */
    void learn(long uploadId) {
        OptionalLong unseen = unseen();
        VersionLists.Seen seen = lists.look(
                version -> version.id() == uploadId || (unseen.isPresent() && version.id() == unseen.getAsLong()));
        learnFrom(seen);
        learned(uploadId, seen);
    }

    private synchronized void learned(long uploadId, VersionLists.Seen seen) {
        if (seen.has(uploadId)) {
            ids = Ids.ARE_UPLOAD_IDS;
        } else if (!known() && unseenCommit.isEmpty()) {
            unseenCommit = OptionalLong.of(uploadId);
            unseenSinceMs = ticker.nowMs();
        }
    }

    private synchronized OptionalLong unseen() {
        return unseenCommit;
    }

    /** A commit that is known to have worked tells how ids are here: by showing under its upload's id, or by not doing so in time. */
    private synchronized void learnFrom(VersionLists.Seen seen) {
        if (unseenCommit.isEmpty() || ids == Ids.ARE_UPLOAD_IDS) {
            return;
        }
        if (seen.has(unseenCommit.getAsLong())) {
            ids = Ids.ARE_UPLOAD_IDS;
        } else if (!known() && seen.whole() && ticker.nowMs() - unseenSinceMs >= graceMs) {
            ids = Ids.ARE_OTHERS;
            log.warn(
                    "Data versions of DataSet {} do not show under the ids of their uploads: after a lost commit reply they"
                            + " are told by time and row count instead, and with several tasks not at all",
                    dataSet);
        }
    }

    // ---- before a commit

    /**
     * Where versions can't be told by id: notes what is there before a commit is sent for the first time. Should its outcome be
     * unknown, a version counts only if it was not there, and only if the version of the commit before has shown: otherwise
     * that one could be taken for it, and its rows would be lost.
     */
    void beforeFirstAttempt(UploadSession session) {
        if (ids == Ids.ARE_UPLOAD_IDS || !onlyTask) {
            return;
        }
        Optional<Instant> startedAt = session.started().startedAt();
        Commit last = latest();
        Optional<Set<Long>> before = Optional.empty();
        try {
            VersionLists.Seen now = lists.look(
                    version -> isNewer(version, startedAt) || (last != null && isNewer(version, last.startedAt())));
            boolean lastHasShown = last == null || now.versions().stream().anyMatch(last::fits);
            before = lastHasShown && now.whole()
                    ? Optional.of(now.versions().stream().map(DataVersion::id).collect(Collectors.toSet()))
                    : before;
        } catch (DomoException unreadable) {
            log.debug("Data versions of DataSet {} can't be listed now", dataSet, unreadable);
        }
        sending(new Commit(startedAt, session.rows(), before));
    }

    private synchronized Commit latest() {
        return latest;
    }

    private synchronized void sending(Commit commit) {
        latest = commit;
    }

    // ---- after a commit

    /**
     * @param repeatRefused whether Domo refused to commit the upload once more, which hints at its first commit having worked
     * @throws DomoException if neither list can be read
     */
    VersionState stateOf(UploadSession session, boolean repeatRefused) {
        long uploadId = session.started().uploadId();
        if (ids == Ids.ARE_UPLOAD_IDS) {
            return state(lists.look(uploadId));
        }
        OptionalLong unseen = unseen();
        Commit commit = latest();
        VersionLists.Seen seen = lists.look(version -> version.id() == uploadId
                || (unseen.isPresent() && version.id() == unseen.getAsLong())
                || (commit != null && commit.fits(version)));
        learnFrom(seen);
        return state(seen.only(ours(session, repeatRefused, commit, seen)));
    }

    /** Which of the versions that were seen are this session's. */
    private Predicate<DataVersion> ours(
            UploadSession session, boolean repeatRefused, Commit commit, VersionLists.Seen seen) {
        long uploadId = session.started().uploadId();
        return switch (ids) {
            case ARE_UPLOAD_IDS -> version -> version.id() == uploadId;
            case NOT_KNOWN ->
                version -> repeatRefused
                        && version.id() == uploadId
                        && isNewer(version, session.started().startedAt());
            case ARE_OTHERS -> {
                boolean one = onlyTask
                        && commit != null
                        && seen.whole()
                        && seen.only(commit::fits).ids() == 1;
                yield version -> one && commit.fits(version);
            }
        };
    }

    /** The lists may disagree: success in either is success. */
    private static VersionState state(VersionLists.Seen seen) {
        VersionState best = seen.whole() ? VersionState.ABSENT : VersionState.HALF_SEEN;
        for (DataVersion version : seen.versions()) {
            VersionState state = switch (version.status()) {
                case SUCCESS -> VersionState.SUCCESS;
                case ERROR -> VersionState.FAILED;
                case PROCESSING, UNKNOWN -> VersionState.PROCESSING;
            };
            if (state == VersionState.SUCCESS) {
                return state;
            }
            if (best != VersionState.PROCESSING) {
                best = state;
            }
        }
        return best;
    }

    /** Told by Domo's clock alone; where it does not say, the version counts as another's. */
    private static boolean isNewer(DataVersion version, Optional<Instant> startedAt) {
        return startedAt.isPresent()
                && version.recordedAt()
                        .filter(recorded -> !recorded.isBefore(startedAt.get()))
                        .isPresent();
    }

    // ---- the newest

    /**
     * The newest version of the DataSet, or of one partition of it; empty where there is none.
     *
     * @param open uploads of our own that are not committed, which Domo may list as being worked on
     */
    OptionalLong newest(Optional<String> tag, Set<Long> open) {
        return tag.isPresent()
                ? lists.newestOf(tag.get())
                : lists.newest(version -> version.status() != VersionStatus.ERROR
                        && !(version.status() != VersionStatus.SUCCESS && open.contains(version.id())));
    }
}
