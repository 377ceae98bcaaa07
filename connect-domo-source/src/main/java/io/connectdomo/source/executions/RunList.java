package io.connectdomo.source.executions;

import io.connectdomo.common.http.DomoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of all executions as one that ascends, whatever its order: which it is, its own replies tell. Also gives the list's
 * end, for a Domo without a history. Not thread-safe.
 */
final class RunList {
    static final int LIMIT = 500;

    private static final int FEW = 5;

    /** So many requests that lead nowhere, one after the other: then the list changes faster than it can be read. */
    private static final int MOST_DETOURS = 100;

    private final StreamPages pages;
    private final OptionalPage page;
    private Order order = Order.UNKNOWN;
    private long orderFrom;
    private long firstId;
    private int empties;

    /** How many rows there are; negative while that is looked for, between {@link #low} and {@link #high}. */
    private long length = -1;

    private long low;
    private long high = -1;
    private long guess;

    /** The most rows that came at once although more were asked for; 0 while that is not known. */
    private int longest;

    /** A reply that was shorter than it had to be: at Domo's limit, or at the list's end. */
    private ExecutionReply tooShort;

    private long tooShortUntil;

    /** The part that seems to be the oldest. */
    private ExecutionReply oldest;

    private List<Execution> tail = new ArrayList<>();
    private int tailRows;
    private int detours;

    RunList(StreamPages pages, OptionalPage page) {
        this.pages = pages;
        this.page = page;
    }

    /** A part, counted from the oldest on. */
    ExecutionReply part(ExecutionRequest.Part request) {
        if (order == Order.UNKNOWN) {
            return order();
        }
        int limit = page.limit(request.limit());
        if (order != Order.DESCENDING) {
            return told(pages.list(request.offset(), limit));
        }
        if (request.afresh() && detours == 0 && length >= 0) {
            seekEnd();
        }
        return length < 0 ? towardsEnd() : counted(request.offset(), longest == 0 ? limit : Math.min(limit, longest));
    }

    /** The latest, at least {@code wanted} where there are so many. */
    ExecutionReply latest(int wanted) {
        if (order == Order.UNKNOWN) {
            return order();
        }
        if (order == Order.DESCENDING) {
            return told(pages.list(0, page.limit(Math.min(wanted, LIMIT))));
        }
        if (length < 0) {
            return towardsEnd();
        }
        long from = tailRows == 0 ? Math.max(0, length - wanted) : length;
        int limit = page.limit(LIMIT);
        ExecutionReply reply = pages.list(from, limit);
        if (reply.rows() == 0 && tailRows == 0 && from > 0) {
            seekEnd();
            return detour(reply);
        }
        tail.addAll(reply.runs());
        tailRows += reply.rows();
        length = from + reply.rows();
        // A part that is shorter than others were is the last one; else that nothing comes, twice.
        empties = reply.rows() > 0 ? 0 : empties + 1;
        boolean last = reply.rows() > 0 ? reply.rows() < Math.min(limit, longest) : empties > 1;
        longest = Math.max(longest, reply.rows());
        if (!last) {
            return ExecutionReply.again(reply.serverTime());
        }
        ExecutionReply latest = ExecutionReply.rows(tail, tailRows, 0, 0, reply.serverTime());
        tail = new ArrayList<>();
        tailRows = 0;
        empties = 0;
        return told(latest);
    }

    /** The first two runs that can be read tell. */
    private ExecutionReply order() {
        ExecutionReply reply = pages.list(orderFrom, page.limit(FEW));
        for (Execution run : reply.runs()) {
            if (order == Order.UNKNOWN && firstId > 0 && run.id() != firstId) {
                order = run.id() < firstId ? Order.DESCENDING : Order.ASCENDING;
            }
            firstId = firstId > 0 ? firstId : run.id();
        }
        orderFrom += reply.rows();
        if (orderFrom == 0) {
            return told(reply);
        }
        // What is empty once may not be so the next time.
        empties = reply.rows() > 0 ? 0 : empties + 1;
        if (order == Order.UNKNOWN && empties > 1) {
            order = Order.ASSUMED;
        }
        return detour(reply);
    }

    /** The part of a descending list that begins at {@code offset} when counted from its end. */
    private ExecutionReply counted(long offset, int limit) {
        int rows = (int) Math.min(limit, length - offset);
        if (rows <= 0) {
            detours = 0;
            return new ExecutionReply(ExecutionReply.Outcome.ANSWERED, List.of(), 0, 0, 0, Optional.empty(), false);
        }
        if (oldest != null) {
            return confirmed();
        }
        long from = length - offset - rows;
        ExecutionReply reply = pages.list(from, rows);
        if (reply.rows() < rows) {
            tooShort = reply;
            tooShortUntil = from + reply.rows();
            seekEnd();
            return detour(reply);
        }
        int end = reply.rows() - 1;
        ExecutionReply part = ExecutionReply.rows(
                reply.runs(), reply.rows(), end - reply.last(), end - reply.first(), reply.serverTime());
        if (offset > 0) {
            return told(part);
        }
        oldest = part;
        return detour(reply);
    }

    /** Nothing overlaps the oldest part: that the list still ends where it did shows that it is the oldest. */
    private ExecutionReply confirmed() {
        ExecutionReply behind = pages.list(length, 1);
        ExecutionReply part = oldest;
        oldest = null;
        if (behind.rows() == 0) {
            return told(part);
        }
        seekEnd();
        return detour(behind);
    }

    private void seekEnd() {
        guess = Math.max(0, length);
        length = -1;
        low = 0;
        high = -1;
    }

    /** Looks for the end by halves, and first where it was; what it finds has to be the end twice. */
    private ExecutionReply towardsEnd() {
        boolean found = low == high;
        long probe = found
                ? high
                : high < 0 ? Math.max(low, guess) : high == guess ? Math.max(low, high - 1) : (low + high) / 2;
        ExecutionReply reply = pages.list(probe, 1);
        if (reply.rows() > 0) {
            low = probe + 1;
            high = low > high ? -1 : high;
            guess = high < 0 ? 2 * probe + 1 : guess;
        } else {
            high = probe;
        }
        if (found && low == high) {
            endFound();
        }
        return detour(reply);
    }

    private void endFound() {
        length = high;
        if (tooShort != null && tooShort.rows() > 0 && length > tooShortUntil) {
            longest = tooShort.rows();
        }
        tooShort = null;
    }

    private ExecutionReply detour(ExecutionReply reply) {
        if (++detours > MOST_DETOURS) {
            detours = 0;
            seekEnd();
            throw new DomoException.UnknownOutcome(
                    "Domo's list of all executions changes its length faster than it can be read.", null);
        }
        return ExecutionReply.again(reply.serverTime());
    }

    private ExecutionReply told(ExecutionReply reply) {
        detours = 0;
        if (order == Order.ASSUMED) {
            // A list of one has no order yet.
            order = Order.UNKNOWN;
            orderFrom = 0;
            firstId = 0;
            empties = 0;
        }
        return reply;
    }

    private enum Order {
        UNKNOWN,
        /** As that of a list of one. */
        ASSUMED,
        ASCENDING,
        DESCENDING
    }
}
