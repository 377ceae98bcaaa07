package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One multi-part upload of a file. Thread-safe; a part and a commit that meet are ordered by its monitor. */
final class FileSession {

    enum State {
        OPEN,
        COMMITTING,
        COMMITTED,
        ABORTED
    }

    private final String id;
    private final Long fileId;
    private final String name;
    private final String description;
    private final String contentType;
    private final Instant openedAt;
    private final TreeMap<Integer, Blob> parts = new TreeMap<>();
    private State state = State.OPEN;
    private int puts;
    private int partCount;
    private ObjectNode reply;

    /** @param fileId of the file that gets a revision; null for a new file */
    FileSession(String id, Long fileId, String name, String description, String contentType, Instant openedAt) {
        this.id = id;
        this.fileId = fileId;
        this.name = name;
        this.description = description;
        this.contentType = contentType;
        this.openedAt = openedAt;
    }

    String id() {
        return id;
    }

    Optional<Long> fileId() {
        return Optional.ofNullable(fileId);
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    String contentType() {
        return contentType;
    }

    Instant openedAt() {
        return openedAt;
    }

    synchronized State state() {
        return state;
    }

    /** How many parts were taken, those that overwrote another one included. */
    synchronized int puts() {
        return puts;
    }

    /** How many parts it had when it was committed, or has. */
    synchronized int partCount() {
        return partCount;
    }

    synchronized void requireOpen() {
        if (state == State.ABORTED) {
            throw DomoError.notFound("Session could not be found: " + id);
        }
        if (state != State.OPEN) {
            throw DomoError.conflict("Session " + id + " is committed already");
        }
    }

    /** Takes a part; the same index overwrites. Returns the part that was overwritten. */
    synchronized Optional<Blob> put(int index, Blob part) {
        requireOpen();
        puts++;
        Blob before = parts.put(index, part);
        partCount = parts.size();
        return Optional.ofNullable(before);
    }

    /** The reply of an earlier commit; empty when there was none, and then this commit has begun. */
    synchronized Optional<ObjectNode> beginCommit() {
        if (state == State.COMMITTED) {
            return Optional.of(reply);
        }
        requireOpen();
        boolean whole = !parts.isEmpty() && parts.firstKey() == 1 && parts.lastKey() == parts.size();
        if (!whole) {
            throw DomoError.badRequest("Parts are missing: a session needs the parts 1 to N before its commit");
        }
        state = State.COMMITTING;
        return Optional.empty();
    }

    synchronized void committed(ObjectNode commitReply) {
        reply = commitReply;
        parts.clear();
        state = State.COMMITTED;
    }

    /** A refused commit changes nothing. */
    synchronized void refused() {
        state = State.OPEN;
    }

    /** Gives back the parts that nobody needs any more. */
    synchronized List<Blob> abort() {
        requireOpen();
        state = State.ABORTED;
        List<Blob> all = new ArrayList<>(parts.values());
        parts.clear();
        return all;
    }

    /** In the order of their indexes. */
    synchronized List<Blob> parts() {
        return new ArrayList<>(parts.values());
    }
}
