package io.connectdomo.emulator;

import java.time.Instant;
import java.util.List;

/** One request to index. Thread-safe. */
final class IndexJob {

    /** The values that a client of Domo's handles (observed-behaviour.md 1.7). */
    enum Status {
        PENDING,
        PROCESSING,
        SUCCESS,
        FAILED
    }

    private final String requestKey;
    private final Instant requestedOn;
    private final List<DataVersion> versions;
    private Status status = Status.PENDING;
    private String message = "";

    IndexJob(String requestKey, Instant requestedOn, List<DataVersion> versions) {
        this.requestKey = requestKey;
        this.requestedOn = requestedOn;
        this.versions = List.copyOf(versions);
    }

    String requestKey() {
        return requestKey;
    }

    Instant requestedOn() {
        return requestedOn;
    }

    /** The versions that were complete when it was asked for. */
    List<DataVersion> versions() {
        return versions;
    }

    synchronized Status status() {
        return status;
    }

    synchronized String message() {
        return message;
    }

    synchronized void became(Status newStatus, String newMessage) {
        status = newStatus;
        message = newMessage;
    }
}
