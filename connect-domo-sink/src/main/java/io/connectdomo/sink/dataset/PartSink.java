package io.connectdomo.sink.dataset;

import io.connectdomo.sink.upload.Part;

/** Takes parts in the order of their ids. */
interface PartSink {
    /**
     * Adds a part.
     *
     * @param rows in the part, headers not counted
     */
    void add(Part part, long rows);
}
