package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One upload session. Thread-safe; a part and a commit that meet are ordered by its monitor. */
final class Upload {

    private enum State {
        OPEN,
        COMMITTING,
        COMMITTED
    }

    private final long id;
    private final StageOne opened;
    private final Instant openedAt;
    private final TreeMap<Integer, StoredPart> parts = new TreeMap<>();
    private State state = State.OPEN;
    private ObjectNode reply;

    Upload(long id, StageOne opened, Instant openedAt) {
        this.id = id;
        this.opened = opened;
        this.openedAt = openedAt;
    }

    long id() {
        return id;
    }

    StageOne opened() {
        return opened;
    }

    Instant openedAt() {
        return openedAt;
    }

    synchronized boolean open() {
        return state == State.OPEN;
    }

    synchronized int partCount() {
        return parts.size();
    }

    /** Of CSV, after decompression. */
    synchronized long bytes() {
        return parts.values().stream().mapToLong(StoredPart::bytes).sum();
    }

    synchronized void requireOpen() {
        if (state != State.OPEN) {
            throw DomoError.conflict("Upload " + id + " is committed already");
        }
    }

    /** Takes a part; the same id overwrites. Returns the part that was overwritten. */
    synchronized Optional<StoredPart> put(int partId, StoredPart part) {
        requireOpen();
        return Optional.ofNullable(parts.put(partId, part));
    }

    /** The reply of an earlier commit; empty when there was none, and then this commit has begun. */
    synchronized Optional<ObjectNode> beginCommit() {
        if (state == State.COMMITTED) {
            return Optional.of(reply);
        }
        requireOpen();
        state = State.COMMITTING;
        return Optional.empty();
    }

    synchronized void committed(ObjectNode commitReply) {
        reply = commitReply;
        state = State.COMMITTED;
    }

    /** A refused commit changes nothing: parts may be sent again. */
    synchronized void refused() {
        state = State.OPEN;
    }

    /** The parts in the order of their ids. */
    synchronized List<StoredPart> parts() {
        return new ArrayList<>(parts.values());
    }

    /** The page allows gaps, a maintainer tells of refusals when there are too many; stricter than both: 1 to N. */
    synchronized void requireConsecutiveParts() {
        boolean consecutive = parts.isEmpty() || (parts.firstKey() == 1 && parts.lastKey() == parts.size());
        if (!consecutive) {
            throw DomoError.badRequest(
                    "Too many non-consecutive part ids. Make consecutive or upload multiple data versions");
        }
    }
}
