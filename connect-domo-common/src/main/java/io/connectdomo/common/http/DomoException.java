package io.connectdomo.common.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How one attempt at a request of Domo's API failed. Messages name the request (method and path), Domo's answer and what
 * to do; never the token.
 */
public abstract sealed class DomoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DomoException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What is behind it, in one of a few words. */
    public abstract FailureCause failureCause();

    /** The same failure with {@code secret} blotted out of its texts. */
    abstract DomoException withoutSecret(String secret);

    private static String blot(String text, String secret) {
        return text == null ? null : text.replace(secret, "[hidden]");
    }

    /**
     * Worth trying again: the request never left, or Domo said that it can't now (408, 423, 425, 429, 5xx, the maintenance
     * page).
     */
    public static final class Retriable extends DomoException {
        private static final long serialVersionUID = 1L;
        private static final int TOO_MANY = 429;
        private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
        private static final int TIMED_OUT = 408;

        /** Statuses that say that nothing was begun: locked, too early, too many. */
        private static final Set<Integer> DECLINED = Set.of(423, 425, TOO_MANY);

        private final boolean sent;
        private final int status;
        private final boolean page;
        private final transient Duration retryAfter;

        public Retriable(String message, Throwable cause, boolean sent, Duration retryAfter) {
            this(message, cause, sent, 0, retryAfter);
        }

        /**
         * @param status what Domo answered, or a proxy that did not let it be sent; 0 where nobody did
         */
        public Retriable(String message, Throwable cause, boolean sent, int status, Duration retryAfter) {
            this(message, cause, sent, status, false, retryAfter);
        }

        private Retriable(
                String message, Throwable cause, boolean sent, int status, boolean page, Duration retryAfter) {
            super(message, cause);
            this.sent = sent;
            this.status = status;
            this.page = page;
            this.retryAfter = retryAfter;
        }

        /** See {@link #page()}. */
        static Retriable page(String message, int status, Duration retryAfter) {
            return new Retriable(message, null, true, status, true, retryAfter);
        }

        @Override
        DomoException withoutSecret(String secret) {
            return new Retriable(blot(getMessage(), secret), getCause(), sent, status, page, retryAfter);
        }

        @Override
        public FailureCause failureCause() {
            if (!sent) {
                return getCause() == null ? FailureCause.OTHER : FailureCause.CONNECTION;
            }
            return switch (status) {
                case 0 -> FailureCause.OTHER;
                case TOO_MANY -> FailureCause.RATE_LIMITED;
                case TIMED_OUT -> FailureCause.TIMEOUT;
                default -> DECLINED.contains(status) ? FailureCause.OTHER : FailureCause.SERVER_ERROR;
            };
        }

        /** False only where not one byte of the request can have reached Domo: refused connection, DNS, TLS. */
        public boolean sent() {
            return sent;
        }

        /** What a proxy answered that let no connection to Domo through; 0 where it was not that. */
        public int refusedByProxy() {
            return sent ? 0 : status;
        }

        /** Whether Domo said that it has not begun: too many requests (429), too early (425), or locked (423). */
        public boolean declined() {
            return DECLINED.contains(status);
        }

        /**
         * Whether a web page came that is none of Domo's known ones, with a status below 500: in mid-run a gateway's bad minute,
         * but where every request gets one, no API is there.
         */
        public boolean page() {
            return page;
        }

        /**
         * What the {@code Retry-After} header asks for, at most five minutes: Domo may be back long before, and who has something
         * to lose by waiting should have looked. It wins over our own back-off.
         */
        public Optional<Duration> retryAfter() {
            return retryAfterInFull()
                    .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked);
        }

        /** As {@link #retryAfter()}, at most a day: for who loses nothing by waiting. */
        public Optional<Duration> retryAfterInFull() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /** The answer was no. Unless it {@link #mayPass()}, Domo read the request and will refuse it again. */
    public static final class Refused extends DomoException {
        private static final long serialVersionUID = 1L;
        private static final int BAD_REQUEST = 400;
        private static final int NOT_FOUND = 404;
        private static final int CONFLICT = 409;
        private final int status;
        private final boolean json;
        private final String domoMessage;
        private final String toe;

        public Refused(String message, int status, boolean json, String domoMessage, String toe) {
            super(message, null);
            this.status = status;
            this.json = json;
            this.domoMessage = domoMessage;
            this.toe = toe;
        }

        @Override
        DomoException withoutSecret(String secret) {
            return new Refused(blot(getMessage(), secret), status, json, blot(domoMessage, secret), blot(toe, secret));
        }

        @Override
        public FailureCause failureCause() {
            return FailureCause.OTHER;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** Whether the answer was a JSON object, so that it is Domo's API that refused and not something before it. */
        public boolean json() {
            return json;
        }

        /**
         * Whether the same request may be taken all the same if it is repeated later. A redirect, and a 404 in another form than
         * Domo's, come from something before Domo: a gateway's login, a page for the time of a maintenance. A conflict (409) is
         * one with what happens at that moment. Every other refusal is definite.
         */
        public boolean mayPass() {
            return isRedirect() || status == CONFLICT || (status == NOT_FOUND && !json);
        }

        /** Whether it was a redirect, which is no word of Domo's API about what was asked. */
        public boolean isRedirect() {
            return status < BAD_REQUEST;
        }

        /** Domo's own words, empty where there were none. */
        public String domoMessage() {
            return domoMessage == null ? "" : domoMessage;
        }

        /** Domo's trace id for its support, empty where there was none. */
        public String toe() {
            return toe == null ? "" : toe;
        }
    }

    /** 401 or 403: an expired token, a missing right, or an IP allow-list. */
    public static final class Unauthorized extends DomoException {
        private static final long serialVersionUID = 1L;
        private static final int TOKEN_REFUSED = 401;
        private final int status;
        private final boolean blocked;
        private final boolean page;

        public Unauthorized(String message, int status) {
            this(message, status, false);
        }

        Unauthorized(String message, int status, boolean blocked) {
            this(message, status, blocked, false);
        }

        private Unauthorized(String message, int status, boolean blocked, boolean page) {
            super(message, null);
            this.status = status;
            this.blocked = blocked;
            this.page = page;
        }

        /** A web page came in place of an answer of the API. */
        static Unauthorized page(String message, int status) {
            return new Unauthorized(message, status, false, true);
        }

        @Override
        DomoException withoutSecret(String secret) {
            return new Unauthorized(blot(getMessage(), secret), status, blocked, page);
        }

        @Override
        public FailureCause failureCause() {
            return FailureCause.UNAUTHORIZED;
        }

        public int status() {
            return status;
        }

        /** What to do about it, in whole sentences: the one cure that every message about a refusal ends with. */
        public String cure() {
            if (blocked) {
                return "Restart the task when the address is on the list.";
            }
            if (page) {
                return "Have it let through what goes to Domo, or correct domo.instance, and restart the connector with its tasks.";
            }
            return status == TOKEN_REFUSED
                    ? "Make a new token in Domo (Admin > Authentication > Access tokens), put it where domo.developer.token is read"
                            + " from, and restart the connector with its tasks."
                    : "Give the token's user the right, or use the token of a user who has it, and restart the task.";
        }

        /** Whether it is Domo's IP allow-list that refused. */
        public boolean blocked() {
            return blocked;
        }
    }

    /**
     * The request may or may not have been carried out: a time-out or reset after it was sent, or an answer that can't
     * be read. Repeatable requests are retried as after {@link Retriable}; a commit is resolved first.
     */
    public static final class UnknownOutcome extends DomoException {
        private static final long serialVersionUID = 1L;
        private final FailureCause failureCause;
        private final boolean tooLarge;

        /** An answer that can't be read. */
        public UnknownOutcome(String message, Throwable cause) {
            this(message, cause, FailureCause.OTHER);
        }

        public UnknownOutcome(String message, Throwable cause, FailureCause failureCause) {
            this(message, cause, failureCause, false);
        }

        private UnknownOutcome(String message, Throwable cause, FailureCause failureCause, boolean tooLarge) {
            super(message, cause);
            this.failureCause = failureCause;
            this.tooLarge = tooLarge;
        }

        /** See {@link #tooLarge()}. */
        public static UnknownOutcome tooLarge(String message) {
            return new UnknownOutcome(message, null, FailureCause.OTHER, true);
        }

        @Override
        DomoException withoutSecret(String secret) {
            return new UnknownOutcome(blot(getMessage(), secret), getCause(), failureCause, tooLarge);
        }

        @Override
        public FailureCause failureCause() {
            return failureCause;
        }

        /** Whether the answer was longer than {@link DomoHttp#MAX_REPLY_BYTES}: asked for in smaller pieces it can be read. */
        public boolean tooLarge() {
            return tooLarge;
        }
    }
}
