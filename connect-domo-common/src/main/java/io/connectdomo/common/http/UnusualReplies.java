package io.connectdomo.common.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a success that has not the form of Domo's is believed. Something before Domo may have answered it, a gateway's login or a
 * page for the time of a maintenance, and the request never arrived. But nobody has seen Domo's real reply to these requests: where it
 * is never in the expected form, the other form is Domo's. Thread-safe.
 */
public final class UnusualReplies {
    private static final Logger LOG = LoggerFactory.getLogger(UnusualReplies.class);

    private final String what;
    private final int believedAfter;
    private boolean usualSeen;
    private int unusual;

    /**
     * @param what the requests, in words
     * @param believedAfter so many unusual replies and no usual one
     */
    public UnusualReplies(String what, int believedAfter) {
        this.what = what;
        this.believedAfter = believedAfter;
    }

    /**
     * @param usual whether the reply is in the expected form
     * @return {@code usual}; false where it is believed all the same
     * @throws DomoException.UnknownOutcome where it is not believed: the request, which must be repeatable, is to be sent again
     */
    public synchronized boolean judge(DomoResponse reply, boolean usual) {
        usualSeen |= usual;
        if (usual) {
            return true;
        }
        unusual++;
        if (usualSeen || unusual < believedAfter) {
            throw reply.unreadable("something else than Domo answers");
        }
        if (unusual == believedAfter) {
            LOG.warn(
                    "Domo answers {} with success and without saying so in the body, {} times and never otherwise: this is taken"
                            + " for its way from now on. If something before Domo answers in its place, nothing is written.",
                    what,
                    believedAfter);
        }
        return false;
    }
}
