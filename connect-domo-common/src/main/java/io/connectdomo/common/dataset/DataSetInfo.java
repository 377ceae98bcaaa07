package io.connectdomo.common.dataset;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A DataSet's metadata (dataset.md, "Get DataSet Metadata"), as far as a connector needs it.
 *
 * @param id never null
 * @param name empty where the reply has none
 * @param type such as {@code api}, {@code webform}, {@code dataflow}; empty where the reply has none
 * @param transportType such as {@code API}, {@code CONNECTOR}; empty where the reply has none
 * @param permissions the token owner's, joined by underscores: {@code READ_WRITE_DELETE_SHARE_ADMIN}
 * @param streamId of the stream that feeds the DataSet, empty where there is none
 * @param rowCount of the last index, empty where not told
 * @param created by Domo's clock, empty where not told
 * @param tags immutable; empty where not told
 */
public record DataSetInfo(
        String id,
        String name,
        String type,
        String transportType,
        Optional<String> permissions,
        OptionalLong streamId,
        OptionalLong rowCount,
        Optional<Instant> created,
        List<String> tags) {

    public DataSetInfo {
        tags = List.copyOf(tags);
    }

    /** True only where Domo told the token owner's permissions and WRITE is not among them. */
    public boolean readOnly() {
        return permissions
                .filter(all -> !Arrays.asList(all.split("_", -1)).contains("WRITE"))
                .isPresent();
    }

    /** Whether a Domo connector feeds it, whose next run would bring rows of its own (dataset.md, "Stream (Connector) - Get"). */
    public boolean fedByConnector() {
        return transportType.equalsIgnoreCase("CONNECTOR");
    }

    /** Whether it is the output of a DataFlow. No page shows one: both fields in which clients look are looked at. */
    public boolean fedByDataFlow() {
        return transportType.equalsIgnoreCase("DATAFLOW") || type.equalsIgnoreCase("dataflow");
    }
}
