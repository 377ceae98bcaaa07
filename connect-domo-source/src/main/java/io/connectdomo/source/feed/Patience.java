package io.connectdomo.source.feed;

import io.connectdomo.common.http.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a source bears that Domo does not answer. Waiting loses it nothing, for what it has not read stays in Domo: so a
 * failure that may pass is waited out for ever, unless the user has set an end.
 *
 * @param backoff the pauses between attempts
 * @param loudAfter when it is said once more and louder; empty for never
 * @param end when the task fails that can read nothing; empty for never
 */
public record Patience(RetryPolicy backoff, Optional<Duration> loudAfter, Optional<Duration> end) {
    /** A no is believed after that. */
    static final Duration NO_BELIEVED_AFTER = RetryPolicy.UNAUTHORIZED_TIMEOUT;

    /** One of a failure that may pass: 429, 5xx, a time-out, a maintenance. Empty for ever. */
    Optional<Duration> ofPassing() {
        return end;
    }

    /** One of a definite no: at most so long. */
    Duration ofNo() {
        return end.filter(time -> time.compareTo(NO_BELIEVED_AFTER) < 0).orElse(NO_BELIEVED_AFTER);
    }

    /** As {@link #ofNo}, to a page that was read before: then it is odd, and more likely to pass. Empty for ever. */
    Optional<Duration> ofOddNo() {
        return end.or(() -> loudAfter);
    }
}
