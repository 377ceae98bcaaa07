package io.connectdomo.sink.crash;

import java.util.function.Supplier;

/** A column group of the matrix. */
enum Mode {
    APPEND("append", () -> new AppendWorkload(false)),
    EFFECTIVELY_ONCE("append, effectively once", () -> new AppendWorkload(true)),
    UPSERT("upsert with tombstones", UpsertWorkload::new),
    REPLACE_IDLE("replace, idle", () -> new ReplaceWorkload(false));

    private final String label;
    private final Supplier<Workload> workload;

    Mode(String label, Supplier<Workload> workload) {
        this.label = label;
        this.workload = workload;
    }

    String label() {
        return label;
    }

    Workload workload() {
        return workload.get();
    }

    boolean isReplace() {
        return this == REPLACE_IDLE;
    }

    /** Whether Domo tells rows apart by a key, so that the first commit after a take-over waits. */
    boolean isKeyed() {
        return this == UPSERT || this == EFFECTIVELY_ONCE;
    }

    /** Whether a batch is two commits. */
    boolean commitsTwice() {
        return this == UPSERT;
    }
}
