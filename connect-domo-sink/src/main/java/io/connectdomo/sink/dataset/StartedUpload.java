package io.connectdomo.sink.dataset;

import java.util.OptionalLong;

/**
 * An upload that Domo has opened.
 *
 * @param newestVersion replace only: the id of the newest data version when the upload was opened, empty where the DataSet
 *     had none
 * @param startedAtMs server time where Domo said it, else ours, epoch milliseconds
 */
record StartedUpload(long uploadId, OptionalLong newestVersion, long startedAtMs) {}
