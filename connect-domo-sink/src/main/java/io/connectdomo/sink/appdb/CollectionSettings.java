package io.connectdomo.sink.appdb;

import io.connectdomo.sink.record.WriteMode;
import java.util.Optional;

/**
 * How one AppDB collection is written. Two topics that feed one collection must agree in all of it.
 *
 * @param collectionId of a collection that is created: its name
 * @param create how it is found or created; empty where its id is configured
 * @param effectivelyOnce append only: documents are looked up by the coordinates of their records before they are created
 * @param keyField the document's field that keeps the key; only in modes with keys
 * @param sliceMaxDocuments of one bulk request
 * @param sliceMaxBytes of the contents in one bulk request
 * @param commitMaxDocuments {@code commit.max.rows}, after collapse
 * @param commitMaxBytes of contents
 * @param syncSchema whether the collection's schema gets the fields of the records
 * @param park whether a destination whose budget is spent is parked instead of failing the task
 */
public record CollectionSettings(
        String collectionId,
        Optional<NewCollection> create,
        WriteMode mode,
        boolean effectivelyOnce,
        String keyField,
        Bulk bulk,
        int sliceMaxDocuments,
        long sliceMaxBytes,
        long commitIntervalMs,
        long commitMaxDocuments,
        long commitMaxBytes,
        boolean syncSchema,
        boolean park) {

    /** {@code appdb.bulk}: whether bulk requests are made. */
    public enum Bulk {
        /** Until Domo answers that it has none. */
        AUTO,
        TRUE,
        FALSE
    }

    /** Whether a document that was created is found again, so that a repeated create is none. */
    boolean findsAgain() {
        return mode.isKeyed() || effectivelyOnce;
    }
}
