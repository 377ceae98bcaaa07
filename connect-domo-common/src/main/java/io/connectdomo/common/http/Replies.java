package io.connectdomo.common.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.utils.DateUtils;

/** Judges replies: which are failures, and of which kind (delivery.md 2.1, observed-behaviour.md 8). */
final class Replies {
    /** What is asked for beyond this is nobody's meaning. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    /** Statuses below 500 that say "not now": time-out, locked, too early, too many. */
    private static final Set<Integer> LATER = Set.of(408, 423, 425, 429);

    /** What a gateway says, in HTML, of a request that will never be smaller. */
    private static final Set<Integer> TOO_LARGE = Set.of(413, 414, 431);

    private static final int UNAUTHORIZED = 401;

    private final Clock clock;

    Replies(Clock clock) {
        this.clock = clock;
    }

    /** Empty where the reply is a success. */
    Optional<DomoException> failure(String request, Reply reply) {
        if (blocked(reply)) {
            return Optional.of(new DomoException.Unauthorized(
                    request + ": Domo's IP allow-list blocks this worker (" + reply.status() + "). Add the worker's "
                            + "public address to the allow-list in Domo (Admin > Security > Authorized IP addresses).",
                    reply.status(),
                    true));
        }
        if (reply.status() == 401 || reply.status() == 403) {
            return Optional.of(unauthorized(request, reply));
        }
        if (reply.status() == 407) {
            return Optional.of(
                    notSent(request, "the proxy refused it with 407: check domo.proxy.username and password"));
        }
        if (reply.status() >= 500 || LATER.contains(reply.status())) {
            return Optional.of(later(request, reply));
        }
        if (reply.redirect()) {
            return Optional.of(redirected(request, reply));
        }
        if (reply.html() && !TOO_LARGE.contains(reply.status())) {
            return Optional.of(page(request, reply));
        }
        return reply.success() ? Optional.empty() : Optional.of(refused(request, reply));
    }

    private static boolean blocked(Reply reply) {
        boolean location = reply.redirect()
                && reply.location() != null
                && reply.location().toLowerCase(Locale.ROOT).contains("blocked");
        return location || (reply.html() && titled(reply, "Domo - Blocked"));
    }

    private static boolean titled(Reply reply, String title) {
        return reply.title().filter(title::equalsIgnoreCase).isPresent();
    }

    private static DomoException unauthorized(String request, Reply reply) {
        DomoError error = DomoError.of(reply);
        if (reply.html()) {
            return DomoException.Unauthorized.page(
                    request + ": a web page came, " + error.describe(reply.status())
                            + ", and no answer of Domo's API: a proxy or gateway before Domo refuses, or domo.instance names no"
                            + " instance.",
                    reply.status());
        }
        return new DomoException.Unauthorized(
                request + ": Domo answered " + error.describe(reply.status())
                        + (reply.status() == UNAUTHORIZED
                                ? ". The developer token is not taken: it has expired, was revoked, or is another instance's."
                                : ". The token's user may not do this, or domo.instance names no instance."),
                reply.status());
    }

    private DomoException page(String request, Reply reply) {
        return isMaintenance(reply)
                ? later(request, reply)
                : DomoException.Retriable.page(
                        cantNow(request, reply),
                        reply.status(),
                        retryAfter(reply).orElse(null));
    }

    private static boolean isMaintenance(Reply reply) {
        return reply.title()
                .filter(title -> title.toLowerCase(Locale.ROOT).contains("maintenance"))
                .isPresent();
    }

    private DomoException later(String request, Reply reply) {
        return new DomoException.Retriable(
                cantNow(request, reply),
                null,
                true,
                reply.status(),
                retryAfter(reply).orElse(null));
    }

    private static String cantNow(String request, Reply reply) {
        String said = DomoError.of(reply).describe(reply.status());
        return reply.html() && !isMaintenance(reply)
                ? request + ": no API answers now: a web page came, " + said
                        + ", of Domo's or of a proxy or gateway before it."
                : request + ": Domo can't now: it answered " + said + ".";
    }

    private static DomoException notSent(String request, String why) {
        return new DomoException.Retriable(request + ": not sent: " + why + ".", null, false, 407, null);
    }

    private static DomoException redirected(String request, Reply reply) {
        return new DomoException.Refused(
                request + ": answered " + reply.status() + " with a redirect to " + host(reply.location())
                        + ", which is not followed: it is no answer of Domo's API.",
                reply.status(),
                false,
                "",
                "");
    }

    private static DomoException refused(String request, Reply reply) {
        DomoError error = DomoError.of(reply);
        return new DomoException.Refused(
                request + ": Domo refused with " + error.describe(reply.status()) + ".",
                reply.status(),
                error.json(),
                error.message(),
                error.toe());
    }

    /** Only the host: a login redirect carries more in its query than belongs into a log. */
    private static String host(String location) {
        if (location == null) {
            return "nowhere";
        }
        try {
            String host = URI.create(location).getHost();
            return host == null ? "the same host" : host;
        } catch (IllegalArgumentException e) {
            return "an address that can't be read";
        }
    }

    /** Seconds or an HTTP date, never negative; empty where it is absent or neither. */
    private Optional<Duration> retryAfter(Reply reply) {
        if (reply.retryAfter() == null) {
            return Optional.empty();
        }
        String written = reply.retryAfter().strip();
        if (written.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(written))));
        }
        Instant date = DateUtils.parseStandardDate(written);
        if (date == null) {
            return Optional.empty();
        }
        // Domo's own clock where it told it, so that a worker's wrong clock does no harm.
        Instant now = reply.serverTime() == null ? clock.instant() : reply.serverTime();
        return Optional.of(bounded(Duration.between(now, date)));
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
    }
}
