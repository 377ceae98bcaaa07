package io.connectdomo.sink.dataset;

/** Takes parts in the order of their ids. */
interface PartSink {
    /**
     * Adds a part.
     *
     * @param rows in the part, headers not counted
     */
    void add(Part part, long rows);
}
