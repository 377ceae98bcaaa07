package io.connectdomo.common.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Is told of every reply as it came, refusals included, before it is judged: for tools that show what Domo really answers. Called on
 * the thread of {@link DomoHttp#execute}.
 */
@FunctionalInterface
public interface ReplyListener {
    /**
     * @param request method and path, without the query
     * @param body as it came, of a streamed reply its beginning; not to be changed. It may hold rows, so it is nothing for a log
     * @param serverTime Domo's clock when it answered, to the second
     * @param took from the wait for a connection to the reply's last byte
     */
    void replied(String request, int status, byte[] body, Optional<Instant> serverTime, Duration took);
}
