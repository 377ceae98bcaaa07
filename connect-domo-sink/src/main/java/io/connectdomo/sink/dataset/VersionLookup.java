package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataVersion;
import io.connectdomo.common.dataset.VersionStatus;
import io.connectdomo.common.http.DomoException;
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
 * ours only if it is newer than the session, has its row count, is the only such one, and nobody else of ours writes here
 * (delivery.md 2.1). Thread-safe.
 */
final class VersionLookup {
    private static final Logger log = LoggerFactory.getLogger(VersionLookup.class);

    private enum Ids {
        NOT_KNOWN,
        ARE_UPLOAD_IDS,
        ARE_OTHERS
    }

    private final DataSetClient client;
    private final String dataSetId;
    private final boolean onlyTask;

    private volatile Ids ids = Ids.NOT_KNOWN;
    /** Committed for certain, not seen in a list yet. */
    private OptionalLong committedBefore = OptionalLong.empty();

    VersionLookup(DataSetClient client, String dataSetId, boolean onlyTask) {
        this.client = client;
        this.dataSetId = dataSetId;
        this.onlyTask = onlyTask;
    }

    boolean known() {
        return ids != Ids.NOT_KNOWN;
    }

    /**
     * Looks whether a cleanly committed upload shows under its id. A version may show late, so absence counts only when the
     * commit before the last one is still absent.
     */
    synchronized void learn(long uploadId) {
        Set<Long> shown = new HashSet<>();
        for (DataVersion version : bothLists()) {
            shown.add(version.id());
        }
        if (shown.contains(uploadId) || (committedBefore.isPresent() && shown.contains(committedBefore.getAsLong()))) {
            ids = Ids.ARE_UPLOAD_IDS;
        } else if (committedBefore.isPresent()) {
            ids = Ids.ARE_OTHERS;
            log.warn(
                    "Data versions of DataSet {} do not show under the ids of their uploads: after a lost commit reply they"
                            + " are told by time and row count instead, and with several tasks not at all",
                    dataSetId);
        } else {
            committedBefore = OptionalLong.of(uploadId);
        }
    }

    /** The newest version that is not failed, empty where there is none. */
    OptionalLong newest() {
        return bothLists().stream()
                .filter(version -> version.status() != VersionStatus.ERROR)
                .mapToLong(DataVersion::id)
                .max();
    }

    VersionState stateOf(UploadSession session) {
        VersionState best = VersionState.ABSENT;
        for (DataVersion version : ours(session, bothLists())) {
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

    private List<DataVersion> ours(UploadSession session, List<DataVersion> versions) {
        if (ids == Ids.ARE_UPLOAD_IDS) {
            long uploadId = session.started().uploadId();
            return versions.stream().filter(version -> version.id() == uploadId).toList();
        }
        if (!onlyTask) {
            return List.of();
        }
        List<DataVersion> candidates = versions.stream()
                .filter(version -> version.rowCount() == session.rows())
                .filter(version -> isNewer(version, session))
                .toList();
        Set<Long> different = new HashSet<>();
        candidates.forEach(version -> different.add(version.id()));
        return different.size() == 1 ? candidates : List.of();
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
