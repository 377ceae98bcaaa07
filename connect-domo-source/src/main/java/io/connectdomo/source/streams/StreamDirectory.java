package io.connectdomo.source.streams;

import java.util.List;
import java.util.OptionalLong;

/** What Domo knows about DataSets and the streams that feed them. Every method may block and throw {@code DomoException}. */
interface StreamDirectory {
    /** Ids of the DataSets that a query finds. */
    List<String> dataSets(String query);

    /** The stream that feeds a DataSet; empty where there is none, or no such DataSet. */
    OptionalLong streamOf(String dataSet);
}
