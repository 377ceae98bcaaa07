package io.connectdomo.common.http;

import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line at DEBUG for each request: method, path, status, milliseconds, and Domo's trace id where a refusal has one. No query, no
 * headers, no bodies: they hold values and the token. Costs nothing while it is off.
 */
final class RequestLog {
    private static final Logger log = LoggerFactory.getLogger(RequestLog.class);
    private static final long NANOS = 1_000_000;

    private RequestLog() {}

    /**
     * A reply has begun to come.
     *
     * @param request method and path
     * @param clean blots secrets out
     */
    static void answered(String request, Reply reply, long nanos, UnaryOperator<String> clean) {
        if (!log.isDebugEnabled()) {
            return;
        }
        String toe = reply.success() ? "" : clean.apply(DomoError.of(reply).toe());
        log.debug("{} -> {} in {} ms{}", request, reply.status(), nanos / NANOS, toe.isEmpty() ? "" : ", toe " + toe);
    }

    /** None came. */
    static void failed(DomoException failure, long nanos) {
        if (log.isDebugEnabled()) {
            log.debug("{} ({} ms)", failure.getMessage(), nanos / NANOS);
        }
    }
}
