package io.connectdomo.sink.crash;

/**
 * Where a process stands still: at its n-th request of a kind, counted from when the wire was armed.
 *
 * @param fate what becomes of that very request when the process dies or goes on
 */
record Freeze(Request request, int nth, Moment moment, Fate fate) {
    /** The requests of an upload, and those that write documents and files. */
    enum Request {
        START,
        PART,
        /** A look at the DataSet once parts were sent: what comes right before a commit. */
        CHECK,
        COMMIT,
        /** Documents and files: what is there already. */
        LOOK,
        CREATE,
        UPDATE,
        DELETE,
        OTHER
    }

    enum Moment {
        /** The request is on its way and has not reached Domo. */
        ARRIVING,
        /** Domo has done it, the reply is on its way. */
        APPLIED,
        /** The reply was delivered: it is the next request, whatever it is, that stands still. */
        REPLIED
    }

    enum Fate {
        /** The request (or its reply) is never delivered. */
        IS_LOST,
        /** The request reaches Domo after all, also where its process is dead by then. */
        LANDS
    }

    static Freeze arriving(Request request, Fate fate) {
        return new Freeze(request, 1, Moment.ARRIVING, fate);
    }

    static Freeze replyLost(Request request) {
        return new Freeze(request, 1, Moment.APPLIED, Fate.IS_LOST);
    }

    static Freeze after(Request request, int nth) {
        return new Freeze(request, nth, Moment.REPLIED, Fate.LANDS);
    }
}
