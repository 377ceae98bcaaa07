package io.connectdomo.sink.dataset;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be remembered of an upload's start.
 *
 * @param newestVersion replace only: the id of the newest data version when the upload was opened, empty where the DataSet
 *     had none
 * @param startedAt on Domo's clock, empty where Domo does not say
 */
record OpenedUpload(long uploadId, OptionalLong newestVersion, Optional<Instant> startedAt) {}
