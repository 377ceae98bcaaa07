package io.connectdomo.sink.commit;

import io.connectdomo.common.http.DomoException;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * What one attempt at a commit came to. HTTP statuses are judged here and nowhere else.
 *
 * @param <R> what a commit that worked leaves
 */
public sealed interface Reply<R> {
    /** Answers that are no for one who asks for the first time, and may mean that it has worked for one who asks again. */
    Set<Integer> AMBIGUOUS = Set.of(404, 408, 409, 410, 425, 429);

    /** A success that can be read. */
    record Worked<R>(R result) implements Reply<R> {}

    /** Not one byte of it left. */
    record NotSent<R>(DomoException cause) implements Reply<R> {}

    /** Domo said no, has done nothing, and would say it again. */
    record Refused<R>(DomoException cause) implements Reply<R> {}

    /**
     * Anything else: no answer, one of a gateway, one that says yes and no.
     *
     * @param refusal whether it says no, which tells nothing of what was sent before
     * @param mayHaveWorked whether it may be the answer to a commit that works; not where what was to be committed is gone
     */
    record Unclear<R>(DomoException cause, boolean refusal, boolean mayHaveWorked) implements Reply<R> {}

    /**
     * Makes the attempt.
     *
     * @param gone the statuses that say that there is nothing left to commit
     * @throws DomoException as far as it says nothing about the commit: 401 and 403, which are borne for a minute
     */
    static <R> Reply<R> to(Supplier<R> attempt, IntPredicate gone) {
        try {
            return new Worked<>(attempt.get());
        } catch (DomoException.Retriable failure) {
            return failure.sent() ? new Unclear<>(failure, false, true) : new NotSent<>(failure);
        } catch (DomoException.UnknownOutcome failure) {
            return new Unclear<>(failure, false, true);
        } catch (DomoException.Refused no) {
            boolean clear = no.json() && !AMBIGUOUS.contains(no.status());
            return clear ? new Refused<>(no) : new Unclear<>(no, !no.isRedirect(), !gone.test(no.status()));
        }
    }

    /** Whether a failure is Domo's no, rather than Domo being away. */
    static boolean isRefusal(RuntimeException cause) {
        return cause instanceof DomoException.Refused || cause instanceof DomoException.Unauthorized;
    }
}
