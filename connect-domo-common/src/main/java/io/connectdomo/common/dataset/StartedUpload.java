package io.connectdomo.common.dataset;

import java.time.Instant;
import java.util.Optional;

/**
 * An upload that Domo has opened (dataset.md, "Upload CSV" stage 1).
 *
 * @param uploadId small, increasing per DataSet
 * @param startedAt on Domo's clock: the reply's {@code requestedAsOf}, else its {@code Date} header; empty where it has neither
 */
public record StartedUpload(long uploadId, Optional<Instant> startedAt) {}
