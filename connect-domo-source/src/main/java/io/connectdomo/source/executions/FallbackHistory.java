package io.connectdomo.source.executions;

import io.connectdomo.common.http.DomoException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of one stream from what pages Domo has: the latest from {@code history/aggregate}, else from {@code history}, else
 * from the end of the list of all, else from the stream's own page, which all of Domo has and which proves that a page that is
 * refused is only missing, and that one that is empty is not to be believed. Not thread-safe.
 */
final class FallbackHistory implements StreamHistory {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackHistory.class);
    private static final int MOST_LATEST = 1000;

    private final StreamPages pages;
    private final long stream;
    private final LongSupplier elapsedMs;
    private final OptionalPage aggregate;
    private final OptionalPage history;
    private final OptionalPage list;
    private final OptionalPage one;
    private final OptionalPage last;
    private final RunList runs;

    /** What the stream's own page has to say something about; null for nothing. */
    private Doubt doubt;

    private final Set<Long> notShown = new HashSet<>();
    private long refusedId;
    private int refusals;
    private int gone;

    /** Until then the stream is known to have no runs. */
    private long emptyUntil = Long.MIN_VALUE;

    /**
     * @param elapsedMs milliseconds that only ever rise
     */
    FallbackHistory(StreamPages pages, long stream, LongSupplier elapsedMs) {
        this.pages = pages;
        this.stream = stream;
        this.elapsedMs = elapsedMs;
        this.aggregate = new OptionalPage("history/aggregate", stream, MOST_LATEST, elapsedMs);
        this.history = new OptionalPage("history", stream, MOST_LATEST, elapsedMs);
        this.list = new OptionalPage("executions", stream, RunList.LIMIT, elapsedMs);
        this.one = new OptionalPage("executions/{id}", stream, 1, elapsedMs);
        this.last = new OptionalPage("lastExecution", stream, 1, elapsedMs);
        this.runs = new RunList(pages, list);
    }

    @Override
    public ExecutionReply ask(ExecutionRequest request) {
        if (doubt != null) {
            return prove(request);
        }
        if (request instanceof ExecutionRequest.Latest latest) {
            return latest(latest.limit());
        }
        if (request instanceof ExecutionRequest.Part part) {
            // What it does not show may be given up for good: each reading asks for itself until that is no accident.
            return list.worthAsking() || (part.afresh() && !list.isSurelyAbsent())
                    ? paged(list, list.limit(part.limit()), false, () -> runs.part(part))
                    : ExecutionReply.missing(false);
        }
        return request instanceof ExecutionRequest.One detail
                ? detail(one, detail.id(), () -> pages.one(detail.id()))
                : detail(last, 0, pages::stream);
    }

    private ExecutionReply latest(int wanted) {
        if (aggregate.worthAsking()) {
            int limit = aggregate.limit(wanted);
            return paged(aggregate, limit, true, () -> pages.aggregate(limit));
        }
        if (history.worthAsking()) {
            int limit = history.limit(wanted);
            return paged(history, limit, true, () -> pages.history(limit));
        }
        if (list.worthAsking()) {
            return paged(list, list.limit(RunList.LIMIT), true, () -> runs.latest(wanted));
        }
        try {
            ExecutionReply reply = pages.stream();
            gone = 0;
            return reply;
        } catch (DomoException.Refused refusal) {
            return gone(refusal);
        }
    }

    /**
     * @param latest whether no rows mean that the stream has never run
     */
    private ExecutionReply paged(OptionalPage page, int limit, boolean latest, Supplier<ExecutionReply> ask) {
        ExecutionReply reply;
        try {
            reply = ask.get();
        } catch (DomoException.UnknownOutcome unread) {
            if (!unread.tooLarge()) {
                throw unread;
            }
            if (!page.smaller(limit)) {
                page.missing("is too large to be read, however little is asked for", instead(page));
            }
            return ExecutionReply.again(Optional.empty());
        } catch (DomoException refusal) {
            return refused(page, refusal);
        }
        if (reply.outcome() == ExecutionReply.Outcome.AGAIN) {
            return reply;
        }
        if (reply.rows() > 0) {
            page.answered();
            gone = 0;
            emptyUntil = Long.MIN_VALUE;
        } else if (latest && elapsedMs.getAsLong() >= emptyUntil) {
            doubt = new Doubt(page, null, reply);
            return ExecutionReply.again(reply.serverTime());
        }
        return reply;
    }

    private ExecutionReply refused(OptionalPage page, DomoException refusal) {
        if (!OptionalPage.aboutThePage(refusal)) {
            throw refusal;
        }
        if (!OptionalPage.notFound(refusal)) {
            page.refused(refusal);
        }
        doubt = new Doubt(page, refusal, null);
        return ExecutionReply.again(Optional.empty());
    }

    /** Asks the stream's own page. */
    private ExecutionReply prove(ExecutionRequest request) {
        Doubt asked = doubt;
        ExecutionReply proof;
        try {
            proof = pages.stream();
        } catch (DomoException refusal) {
            if (asked.refusal() == null && OptionalPage.aboutThePage(refusal)) {
                // Nothing speaks against it.
                return empty(asked.empty());
            }
            doubt = OptionalPage.aboutThePage(refusal) ? null : doubt;
            return gone(refusal);
        }
        gone = 0;
        if (asked.refusal() == null) {
            return emptyOrNot(asked, proof);
        }
        doubt = null;
        if (OptionalPage.notFound(asked.refusal())) {
            asked.page().refused(asked.refusal());
        }
        asked.page().missing("is refused, and the stream is there", instead(asked.page()));
        return request instanceof ExecutionRequest.Part
                ? ExecutionReply.missing(true)
                : ExecutionReply.again(proof.serverTime());
    }

    /** The stream's own page is refused: when Domo says several times that it is not there, it is gone. */
    private ExecutionReply gone(DomoException refusal) {
        if (!OptionalPage.notFound(refusal) || ++gone < OptionalPage.REPEATED) {
            throw refusal;
        }
        if (gone == OptionalPage.REPEATED) {
            LOG.warn("Domo has no stream {}: its executions are looked for from time to time only", stream, refusal);
        }
        return ExecutionReply.streamGone();
    }

    private ExecutionReply emptyOrNot(Doubt asked, ExecutionReply proof) {
        if (proof.runs().isEmpty()) {
            return empty(asked.empty());
        }
        doubt = null;
        if (!asked.page().isAbsent() && !asked.page().isDoubtedEnough()) {
            throw new DomoException.UnknownOutcome(
                    "Domo's history of stream " + stream + " is empty, and the stream itself names a run.", null);
        }
        asked.page().missing("is empty, and the stream itself names a run", instead(asked.page()));
        return ExecutionReply.again(proof.serverTime());
    }

    private ExecutionReply empty(ExecutionReply reply) {
        doubt = null;
        emptyUntil = elapsedMs.getAsLong() + OptionalPage.ASK_AGAIN_MS;
        return reply;
    }

    private String instead(OptionalPage page) {
        if (page == aggregate) {
            return "other pages are read in its place";
        }
        return page == list
                ? "executions that the history does not reach down to can't be read"
                : "what other pages tell is read";
    }

    /** Of one execution. That it is not there is an answer, where the page has ever told of another. */
    private ExecutionReply detail(OptionalPage page, long id, Supplier<ExecutionReply> ask) {
        if (!page.worthAsking()) {
            return ExecutionReply.missing(false);
        }
        try {
            ExecutionReply reply = ask.get();
            page.answered();
            refusals = 0;
            return reply;
        } catch (DomoException refusal) {
            if (!OptionalPage.aboutThePage(refusal)) {
                throw refusal;
            }
            boolean notFound = OptionalPage.notFound(refusal);
            if (notFound && page.worked()) {
                return ExecutionReply.of(List.of(), Optional.empty());
            }
            refusals = id == refusedId ? refusals + 1 : 1;
            refusedId = id;
            if (!notFound && refusals < OptionalPage.REPEATED) {
                throw refusal;
            }
            refusals = 0;
            if (!page.worked() && notShown.add(id) && notShown.size() >= OptionalPage.REPEATED) {
                page.missing("tells of none of several executions that are there", "their errors are not read");
                notShown.clear();
            }
            return ExecutionReply.missing(true);
        }
    }

    /**
     * @param refusal null where the page was empty
     * @param empty its reply then
     */
    private record Doubt(OptionalPage page, DomoException refusal, ExecutionReply empty) {}
}
