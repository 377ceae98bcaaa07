package io.connectdomo.sink.upload;

import io.connectdomo.common.http.RetryBudget;
import java.util.Optional;

/** One operation of a destination, made of requests that are tried until it is done. Runs on uploader threads. */
public interface Call {
    /** For logs and messages: {@code part 3 of upload 17}. */
    String what();

    /**
     * Makes one request.
     *
     * @throws io.connectdomo.common.http.DomoException as the request failed; the lane decides whether to try again
     */
    Step attempt();

    /** What judges this operation alone; empty where it shares what is left for operations of its kind. */
    default Optional<RetryBudget> ownBudget() {
        return Optional.empty();
    }

    /** Whether it goes on when its destination is given up. */
    default boolean outlivesItsLane() {
        return false;
    }

    /** Domo won't have it: refused, or its retry budget is spent. Called once, and {@link #attempt} never again. */
    void failed(RuntimeException cause);
}
