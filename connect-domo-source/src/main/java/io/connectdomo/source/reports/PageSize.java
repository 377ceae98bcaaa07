package io.connectdomo.source.reports;

/** How many rows a page is asked for: as few as are expected, and no more than fit into a reply. */
final class PageSize {
    /** Where only what has just begun or changed is looked for. */
    static final int SMALL = 20;

    private int largest = Paging.LIMIT;
    private int lastPass;
    private int thisPass;

    /**
     * @param littleExpected whether the first pass is about nothing that was before
     */
    PageSize(boolean littleExpected) {
        lastPass = littleExpected ? 0 : Paging.LIMIT;
        thisPass = lastPass;
    }

    int largest() {
        return largest;
    }

    /** For the first page of a full pass. */
    int expected() {
        return Math.max(SMALL, Math.min(largest, lastPass));
    }

    /** A full pass begins: what was too large once may have gone. */
    void grow() {
        largest = Math.min(Paging.LIMIT, 2 * largest);
        lastPass = thisPass;
        thisPass = 0;
    }

    /** A page of a full pass came. */
    void read(int rows) {
        thisPass += rows;
    }

    /**
     * The reply to a page of so many rows was too large.
     *
     * @return false where fewer can't be asked for
     */
    boolean shrink(int rows) {
        largest = Math.max(1, rows / 2);
        return rows > 1;
    }
}
