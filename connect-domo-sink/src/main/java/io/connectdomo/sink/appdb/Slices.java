package io.connectdomo.sink.appdb;

import java.util.ArrayList;
import java.util.List;

/** Cuts changes into slices that fit into one request each. */
final class Slices {
    /** What a document costs in a request beside its content: its id, field names and brackets; the key of a look-up. */
    private static final int OVERHEAD = 80;

    private Slices() {}

    /**
     * All of {@code changes} in their order, none empty. A change that is larger than {@code maxBytes} makes a slice of its own.
     */
    static List<List<DocumentChange>> of(List<DocumentChange> changes, int maxDocuments, long maxBytes) {
        List<List<DocumentChange>> slices = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < changes.size(); i++) {
            long size = sizeOf(changes.get(i));
            if (i > from && (i - from >= maxDocuments || bytes + size > maxBytes)) {
                slices.add(changes.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (from < changes.size()) {
            slices.add(changes.subList(from, changes.size()));
        }
        return slices;
    }

    static long sizeOf(DocumentChange change) {
        int key = change.identity() == null ? 0 : change.identity().length();
        return (long) OVERHEAD + key + change.length();
    }
}
