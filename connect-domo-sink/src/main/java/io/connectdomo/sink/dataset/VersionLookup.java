package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataVersion;
import io.connectdomo.common.dataset.Partition;
import io.connectdomo.common.dataset.VersionStatus;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.task.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a session's data version in Domo's two lists (v3 details, and v2, the only one whose reply Domo documents).
 *
 * <p>That a version's id is the upload's id is inference. It is checked after clean commits; until it is known, a version is
 * ours only if it came after the commit was sent, has its row count, is the only such one, and nobody else of ours writes here
 * (delivery.md 2.1); or if it shows under our upload's id, came after the upload began, and Domo refused to commit that upload
 * again. Without the last a task among several would stand still for minutes, and then write its rows twice, because the reply
 * to its very first commit was lost. Thread-safe.
 */
final class VersionLookup {
    private static final Logger log = LoggerFactory.getLogger(VersionLookup.class);

    /** The documented default of the partition list. */
    private static final int PAGE = 100;

    private enum Ids {
        NOT_KNOWN,
        ARE_UPLOAD_IDS,
        ARE_OTHERS
    }

    private final DataSetClient client;
    private final String dataSetId;
    private final boolean onlyTask;
    private final Ticker ticker;

    private volatile Ids ids = Ids.NOT_KNOWN;
    /** Committed for certain, not seen under its id in a list yet. */
    private OptionalLong unseenCommit = OptionalLong.empty();

    private long unseenSinceMs;

    /** What was listed before the commit that is under way was sent for the first time; null where that is not known. */
    private Set<Long> listedBefore;

    private long rowsBefore = -1;

    VersionLookup(DataSetClient client, String dataSetId, boolean onlyTask, Ticker ticker) {
        this.client = client;
        this.dataSetId = dataSetId;
        this.onlyTask = onlyTask;
        this.ticker = ticker;
    }

    boolean known() {
        return ids != Ids.NOT_KNOWN;
    }

    /**
     * Looks whether a cleanly committed upload shows under its id. A version may show late, so absence counts only for a commit
     * that is older than the time a version may stay invisible.
     */
    synchronized void learn(long uploadId, long graceMs) {
        List<DataVersion> listed = bothLists();
        learnFrom(listed);
        if (idsOf(listed).contains(uploadId)) {
            ids = Ids.ARE_UPLOAD_IDS;
        } else if (known()) {
            return;
        } else if (unseenCommit.isEmpty()) {
            unseenCommit = OptionalLong.of(uploadId);
            unseenSinceMs = ticker.nowMs();
        } else if (ticker.nowMs() - unseenSinceMs >= graceMs) {
            ids = Ids.ARE_OTHERS;
            log.warn(
                    "Data versions of DataSet {} do not show under the ids of their uploads: after a lost commit reply they"
                            + " are told by time and row count instead, and with several tasks not at all",
                    dataSetId);
        }
    }

    /** A commit that is known to have worked and shows under its upload's id tells how ids are here. */
    private void learnFrom(List<DataVersion> listed) {
        if (unseenCommit.isPresent() && idsOf(listed).contains(unseenCommit.getAsLong())) {
            ids = Ids.ARE_UPLOAD_IDS;
        }
    }

    /**
     * Where versions can't be told by id: notes what is there before a commit is sent for the first time. Should its outcome be
     * unknown, a version counts only if it was not there, and only if the version of the commit before has shown: otherwise
     * that one could be taken for it, and its rows would be lost.
     */
    synchronized void beforeFirstAttempt(UploadSession session) {
        if (ids == Ids.ARE_UPLOAD_IDS || !onlyTask) {
            return;
        }
        Set<Long> before = listedBefore;
        long rows = rowsBefore;
        listedBefore = null;
        rowsBefore = session.rows();
        try {
            List<DataVersion> now = bothLists();
            boolean lastHasShown = rows < 0
                    || (before != null
                            && now.stream()
                                    .anyMatch(version -> version.rowCount() == rows && !before.contains(version.id())));
            listedBefore = lastHasShown ? idsOf(now) : null;
        } catch (DomoException unreadable) {
            log.debug("Data versions of DataSet {} can't be listed now", dataSetId, unreadable);
        }
    }

    private static Set<Long> idsOf(List<DataVersion> versions) {
        Set<Long> all = new HashSet<>();
        versions.forEach(version -> all.add(version.id()));
        return all;
    }

    /** The newest version of the DataSet, or of one partition of it; empty where there is none. */
    OptionalLong newest(Optional<String> tag) {
        return tag.isPresent() ? newestOf(tag.get()) : newest();
    }

    private OptionalLong newestOf(String tag) {
        for (int offset = 0; ; offset += PAGE) {
            List<Partition> page = client.partitions(dataSetId, PAGE, offset);
            for (Partition partition : page) {
                if (partition.partitionId().equals(tag)) {
                    return partition.dataId();
                }
            }
            if (page.size() < PAGE) {
                return OptionalLong.empty();
            }
        }
    }

    private OptionalLong newest() {
        return bothLists().stream()
                .filter(version -> version.status() != VersionStatus.ERROR)
                .mapToLong(DataVersion::id)
                .max();
    }

    /**
     * @param repeatRefused whether Domo refused to commit the upload once more, which hints at its first commit having worked
     */
    synchronized VersionState stateOf(UploadSession session, boolean repeatRefused) {
        VersionState best = VersionState.ABSENT;
        List<DataVersion> listed = bothLists();
        learnFrom(listed);
        for (DataVersion version : ours(session, repeatRefused, listed)) {
            VersionState state = stateOf(version);
            // The lists may disagree: success in either is success.
            if (state == VersionState.SUCCESS) {
                return state;
            }
            if (best != VersionState.PROCESSING) {
                best = state;
            }
        }
        return best;
    }

    private static VersionState stateOf(DataVersion version) {
        return switch (version.status()) {
            case SUCCESS -> VersionState.SUCCESS;
            case ERROR -> VersionState.FAILED;
            case PROCESSING, UNKNOWN -> VersionState.PROCESSING;
        };
    }

    private List<DataVersion> ours(UploadSession session, boolean repeatRefused, List<DataVersion> versions) {
        List<DataVersion> underItsId = versions.stream()
                .filter(version -> version.id() == session.started().uploadId())
                .toList();
        if (ids == Ids.ARE_UPLOAD_IDS) {
            return underItsId;
        }
        boolean hinted = repeatRefused && ids == Ids.NOT_KNOWN;
        if (hinted && underItsId.stream().anyMatch(version -> isNewer(version, session))) {
            return underItsId;
        }
        if (!onlyTask || listedBefore == null) {
            return List.of();
        }
        List<DataVersion> candidates = versions.stream()
                .filter(version -> version.rowCount() == session.rows())
                .filter(version -> !listedBefore.contains(version.id()))
                .filter(version -> isNewer(version, session))
                .toList();
        return idsOf(candidates).size() == 1 ? candidates : List.of();
    }

    /** Told by Domo's clock alone; where it does not say, the version counts as another's. */
    private static boolean isNewer(DataVersion version, UploadSession session) {
        Optional<Instant> started = session.started().startedAt();
        return started.isPresent()
                && version.recordedAt()
                        .filter(recorded -> !recorded.isBefore(started.get()))
                        .isPresent();
    }

    /**
     * @throws DomoException if a list can't be read now, or neither can be read at all; a list that is itself forbidden or
     *     missing does not count
     */
    private List<DataVersion> bothLists() {
        Optional<List<DataVersion>> v3 = readable(() -> client.dataVersionsV3(dataSetId));
        Optional<List<DataVersion>> v2 = readable(() -> client.dataVersionsV2(dataSetId));
        if (v3.isEmpty() && v2.isEmpty()) {
            throw new DomoException.Refused(
                    "Neither list of the data versions of DataSet " + dataSetId
                            + " can be read (403 or 404 on both), so it"
                            + " can't be found out what has been committed. Give the token's user the right to see the"
                            + " DataSet's history.",
                    403,
                    true,
                    "",
                    "");
        }
        List<DataVersion> all = new ArrayList<>(v3.orElse(List.of()));
        all.addAll(v2.orElse(List.of()));
        return all;
    }

    private static Optional<List<DataVersion>> readable(Supplier<List<DataVersion>> list) {
        try {
            return Optional.of(list.get());
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        } catch (DomoException.Unauthorized unauthorized) {
            if (unauthorized.status() == 403) {
                return Optional.empty();
            }
            throw unauthorized;
        }
    }
}
