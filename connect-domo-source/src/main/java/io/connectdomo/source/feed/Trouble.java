package io.connectdomo.source.feed;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.metrics.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Why a feed can't be read, since when, and how long it pauses: the whole rule of what a failure means to a feed. Times in
 * milliseconds of a clock that only rises. Task thread only.
 */
final class Trouble {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int UNAUTHORIZED = 401;

    /** What a failure says. */
    enum Kind {
        /** Not now: 429, 5xx, no answer, a maintenance, something before Domo. */
        PASSING,
        /** The token is refused (401), or the worker's address: if so, to every feed. */
        TOKEN,
        /** This page is refused: 403 and every other 4xx. */
        NO,
        /** A fault of ours: the feed is opened anew behind its last record. */
        BROKEN,
        /** An error of the JVM: it has to reach the task. */
        FATAL;

        static Kind of(Throwable cause) {
            if (cause instanceof DomoException.Unauthorized no) {
                return no.status() == UNAUTHORIZED || no.blocked() ? TOKEN : NO;
            }
            if (cause instanceof DomoException.Refused no) {
                return no.mayPass() ? PASSING : NO;
            }
            if (cause instanceof DomoException) {
                return PASSING;
            }
            return cause instanceof Error ? FATAL : BROKEN;
        }

        private boolean definite() {
            return this != PASSING;
        }
    }

    private final Patience patience;
    private final RandomGenerator random;
    private final boolean readBefore;
    private final long since;
    private Kind kind = Kind.PASSING;
    private long definiteSince;
    private Throwable cause;
    private int attempts;
    private long lastAt;
    private int attemptsWhileParked;

    /**
     * @param readBefore whether Domo has answered this feed since the task started
     */
    Trouble(Patience patience, RandomGenerator random, boolean readBefore, long now) {
        this.patience = patience;
        this.random = random;
        this.readBefore = readBefore;
        this.since = now;
    }

    /** One more attempt has failed. */
    void failed(Throwable failure, long now) {
        Kind next = Kind.of(failure);
        if (next.definite() && !kind.definite()) {
            definiteSince = now;
            attemptsWhileParked = 0;
        }
        kind = next;
        cause = failure;
        attempts++;
        lastAt = now;
        attemptsWhileParked += isParked(now) ? 1 : 0;
    }

    /**
     * Milliseconds until the next attempt, at least 1. What Domo asks for in Retry-After is waited out; else the last attempt of
     * the time for which the failure is borne comes when that ends.
     */
    long pauseMs(long now) {
        long own;
        if (isParked(now)) {
            own = Math.min(HOUR, MINUTE << Math.min(6, attemptsWhileParked - 1));
        } else {
            long backoff = patience.backoff().delayMs(attempts, random);
            own = borneUntil()
                    .filter(end -> end > now)
                    .map(end -> Math.min(backoff, end - now))
                    .orElse(backoff);
        }
        return Math.max(1, Math.max(own, askedMs()));
    }

    /** Whether it is no more borne: the task fails where that is so of all its feeds. */
    boolean isHopeless(long now) {
        return borneUntil().filter(end -> now >= end).isPresent();
    }

    /** Whether the feed is tried seldom from now on: it is refused for good as things are. */
    boolean isParked(long now) {
        return kind.definite() && isHopeless(now);
    }

    Kind kind() {
        return kind;
    }

    Throwable cause() {
        return cause;
    }

    long since() {
        return since;
    }

    int attempts() {
        return attempts;
    }

    /** Until when this kind of failure is borne; empty for ever. */
    private Optional<Long> borneUntil() {
        return switch (kind) {
            case PASSING -> patience.ofPassing().map(time -> since + time.toMillis());
            case TOKEN -> Optional.of(definiteSince + patience.ofNo().toMillis());
            case NO ->
                readBefore
                        ? patience.ofOddNo().map(time -> definiteSince + time.toMillis())
                        : Optional.of(definiteSince + patience.ofNo().toMillis());
            // Opened anew it may do better; a task that reads nothing else should not fail for one odd reply.
            case BROKEN -> Optional.of(definiteSince + patience.ofNo().toMillis());
            case FATAL -> Optional.of(definiteSince);
        };
    }

    /** What comes of it if it stays as it is, in whole sentences. */
    String outlook(long now) {
        Optional<String> left = borneUntil().map(end -> Words.duration(Math.max(0, end - now)));
        return switch (kind) {
            case PASSING ->
                left.map(time -> "It is tried again; if nothing that the task reads can be read in " + time
                                + " (domo.retry.timeout.ms), the task fails.")
                        .orElse("It is tried again until it can be read.");
            case TOKEN ->
                "If the token is still refused in " + left.orElseThrow()
                        + ", to the task's other feeds too, the task fails; if to this feed alone, it is parked.";
            case NO, BROKEN ->
                left.map(
                                time -> "If it stays so for " + time
                                        + ", the feed is parked; if no other feed of the task can be read then, the task fails.")
                        .orElse("It is tried again until it can be read.");
            case FATAL -> "The task fails.";
        };
    }

    /** When it failed last. */
    long lastAt() {
        return lastAt;
    }

    /** What Domo asks for in Retry-After, in milliseconds; 0 for nothing. */
    long askedMs() {
        return cause instanceof DomoException.Retriable retriable
                ? retriable.retryAfterInFull().map(Duration::toMillis).orElse(0L)
                : 0;
    }
}
