package io.connectdomo.common.dataset;

import java.time.Instant;
import java.util.Optional;

/**
 * One data version of a DataSet: what one commit made (observed-behaviour.md 1.8).
 *
 * @param id the commit's uploadId, by strong inference (delivery.md 2.1)
 * @param rowCount -1 where not told
 * @param recorded when the upload was recorded, on Domo's clock; null where not told
 */
public record DataVersion(long id, VersionStatus status, long rowCount, Instant recorded) {
    /** As {@link #recorded()}, for those who would forget the null. */
    public Optional<Instant> recordedAt() {
        return Optional.ofNullable(recorded);
    }
}
