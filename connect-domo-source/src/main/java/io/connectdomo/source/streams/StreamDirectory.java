package io.connectdomo.source.streams;

import java.util.List;
import java.util.OptionalLong;

/**
 * What Domo knows about DataSets and the streams that feed them. Every method is one request; it may block and throw
 * {@code DomoException}.
 */
interface StreamDirectory {
    /**
     * One page of a search.
     *
     * @param dataSets ids of the DataSets found
     * @param last whether nothing comes behind it
     * @param cut whether there is more that Domo does not show
     * @param next offset of the page behind it
     */
    record Page(List<String> dataSets, boolean last, boolean cut, int next) {}

    /** DataSets that a query finds, from an offset on; 0 for the first. */
    Page search(String query, int offset);

    /** The stream that feeds a DataSet; empty where there is none. A DataSet that is not there is refused with 404. */
    OptionalLong streamOf(String dataSet);
}
