package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetInfo;
import java.time.Instant;
import java.util.Comparator;

/** A DataSet of the wanted name. */
record Candidate(DataSetInfo info) {
    /** Of several the first wins, whoever looks: created earliest, then by id. One of unknown age is the youngest. */
    static final Comparator<Candidate> OLDEST_FIRST = Comparator.<Candidate, Instant>comparing(
                    candidate -> candidate.info().created().orElse(Instant.MAX))
            .thenComparing(Candidate::id);

    String id() {
        return info.id();
    }

    /** As far as the last index tells. */
    boolean hasRows() {
        return info.rowCount().orElse(0) > 0;
    }

    /** Whether rows of ours would be refused, or be overwritten by a Domo connector or DataFlow. */
    boolean isOthers() {
        String transport = info.transportType();
        return info.readOnly() || !(transport.isEmpty() || transport.equalsIgnoreCase("API"));
    }
}
