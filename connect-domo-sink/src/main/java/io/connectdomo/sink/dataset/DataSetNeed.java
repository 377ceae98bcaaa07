package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import java.util.List;

/** What the records on this task ask of a DataSet that is not known yet. Task thread only. */
interface DataSetNeed {
    /** Whether records wait here that the DataSet is needed for. */
    boolean waits();

    /** Whether this task reads partition 0 of a topic whose records wait. */
    boolean goesFirst();

    /** The columns to create; null while no record has told. */
    List<Column> columns();

    /** The upsert key that is needed; empty where there is none, or while no record has told. */
    List<String> key();
}
