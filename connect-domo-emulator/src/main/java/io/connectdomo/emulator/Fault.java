package io.connectdomo.emulator;

import java.time.Duration;
import java.util.Objects;

/**
 * What goes wrong, and for which requests. Made by the factory methods and narrowed by the {@code on…} and {@code …th} methods.
 *
 * @param method HTTP method, or null for any
 * @param path glob of the whole path ({@code *} within a segment, {@code **} across), or a regular expression behind
 *     {@code regex:}
 * @param nth the first matching request that is hit, from 1
 * @param times how many from there on; -1 for ever
 * @param kind what happens
 * @param afterWork true: the request is worked on first, and then its reply is lost or replaced
 * @param status of the reply, where the kind has one
 * @param retryAfter value of {@code Retry-After}, or null
 * @param body of the reply, or null for the kind's own
 * @param delay of {@code DELAY}; between two bytes of {@code SLOW_REPLY}
 */
public record Fault(
        String method,
        String path,
        int nth,
        int times,
        Kind kind,
        boolean afterWork,
        int status,
        String retryAfter,
        String body,
        Duration delay) {

    /** What happens. */
    public enum Kind {
        /** A status with Domo's error JSON, or with {@code body}. */
        STATUS,
        /** The right reply, but late. With {@code afterWork} only the reply is late. */
        DELAY,
        /** The HTML page of a maintenance. */
        MAINTENANCE,
        /** The HTML page for an address that is not on the allow-list. */
        BLOCKED,
        /** A plain string where JSON is expected. */
        PLAIN,
        /** A status without a body. */
        EMPTY,
        /** The connection is closed without a reply. */
        DROP,
        /** The right reply, byte by byte. */
        SLOW_REPLY
    }

    public Fault {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(delay, "delay");
        if (nth < 1) {
            throw new IllegalArgumentException("nth counts from 1, was " + nth);
        }
        if (times == 0 || times < -1) {
            throw new IllegalArgumentException("times is at least 1, or -1 for ever, was " + times);
        }
    }

    private static Fault of(Kind kind, int status) {
        return new Fault(null, "**", 1, 1, kind, false, status, null, null, Duration.ZERO);
    }

    /** Domo's error JSON with this status. */
    public static Fault status(int status) {
        return of(Kind.STATUS, status);
    }

    /** The reply comes late, the work is done late. */
    public static Fault delay(Duration delay) {
        return of(Kind.DELAY, 0).withDelay(delay);
    }

    /** {@code <title>Domo Maintenance</title>} with 200 or 503. */
    public static Fault maintenance(int status) {
        return of(Kind.MAINTENANCE, status);
    }

    /** {@code <title>Domo - Blocked</title>}. */
    public static Fault blocked(int status) {
        return of(Kind.BLOCKED, status);
    }

    /** A plain string. */
    public static Fault plain(int status, String body) {
        return of(Kind.PLAIN, status).withBody(body);
    }

    /** A status and nothing else. */
    public static Fault empty(int status) {
        return of(Kind.EMPTY, status);
    }

    /** The request never reaches Domo's logic. */
    public static Fault dropBeforeWork() {
        return of(Kind.DROP, 0);
    }

    /** The work is done, the reply is lost. */
    public static Fault dropAfterWork() {
        return of(Kind.DROP, 0).afterTheWork();
    }

    /** The right reply with a pause between two bytes. */
    public static Fault slowReply(Duration pause) {
        return of(Kind.SLOW_REPLY, 0).withDelay(pause);
    }

    /** For these requests only. */
    public Fault on(String onMethod, String onPath) {
        return new Fault(onMethod, onPath, nth, times, kind, afterWork, status, retryAfter, body, delay);
    }

    /** From the n-th matching request on, counted from now. */
    public Fault nth(int n) {
        return new Fault(method, path, n, times, kind, afterWork, status, retryAfter, body, delay);
    }

    /** For so many matching requests. */
    public Fault times(int n) {
        return new Fault(method, path, nth, n, kind, afterWork, status, retryAfter, body, delay);
    }

    /** Until it is removed. */
    public Fault always() {
        return times(-1);
    }

    /** The request is worked on before its reply is lost or replaced. */
    public Fault afterTheWork() {
        return new Fault(method, path, nth, times, kind, true, status, retryAfter, body, delay);
    }

    /** With a {@code Retry-After} header: seconds or an HTTP date. */
    public Fault withRetryAfter(String value) {
        return new Fault(method, path, nth, times, kind, afterWork, status, value, body, delay);
    }

    /** With this body in place of the kind's own. */
    public Fault withBody(String value) {
        return new Fault(method, path, nth, times, kind, afterWork, status, retryAfter, value, delay);
    }

    private Fault withDelay(Duration value) {
        return new Fault(method, path, nth, times, kind, afterWork, status, retryAfter, body, value);
    }
}
