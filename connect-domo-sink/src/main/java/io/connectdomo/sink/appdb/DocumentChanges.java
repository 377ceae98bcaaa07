package io.connectdomo.sink.appdb;

import io.connectdomo.sink.task.MemoryBudget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of a batch: in modes with keys the last one of each key. Counted in bytes. Task thread only. */
final class DocumentChanges {
    private final MemoryBudget memory;

    /** Null in append. */
    private final Map<String, DocumentChange> lastByKey;

    private final List<DocumentChange> appended = new ArrayList<>();
    private long bytes;
    private long held;

    DocumentChanges(MemoryBudget memory, boolean keyed) {
        this.memory = memory;
        this.lastByKey = keyed ? new LinkedHashMap<>() : null;
    }

    void add(DocumentChange change) {
        if (lastByKey == null) {
            appended.add(change);
        } else {
            DocumentChange before = lastByKey.put(change.identity(), change);
            if (before != null) {
                bytes -= before.length();
                held -= before.held();
                memory.release(before.held());
            }
        }
        bytes += change.length();
        held += change.held();
        memory.take(change.held());
    }

    /** The document that the key has here; null where it has none. */
    byte[] contentOf(String key) {
        DocumentChange last = lastByKey == null ? null : lastByKey.get(key);
        return last == null ? null : last.content();
    }

    List<DocumentChange> all() {
        return List.copyOf(lastByKey == null ? appended : lastByKey.values());
    }

    int size() {
        return lastByKey == null ? appended.size() : lastByKey.size();
    }

    /** Of contents. */
    long bytes() {
        return bytes;
    }

    /** Bytes that the budget counts. */
    long held() {
        return held;
    }

    void discard() {
        memory.release(held);
        held = 0;
        appended.clear();
        if (lastByKey != null) {
            lastByKey.clear();
        }
    }
}
