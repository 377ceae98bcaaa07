package io.connectdomo.sink.crash;

/** A column group of the matrix. */
enum Mode {
    APPEND("append"),
    EFFECTIVELY_ONCE("append, effectively once"),
    UPSERT("upsert with tombstones"),
    REPLACE_IDLE("replace, idle"),
    REPLACE_SNAPSHOT_ID("replace, snapshot_id");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    Workload workload() {
        return switch (this) {
            case APPEND -> new AppendWorkload(false);
            case EFFECTIVELY_ONCE -> new AppendWorkload(true);
            case UPSERT -> new UpsertWorkload();
            case REPLACE_IDLE -> new ReplaceWorkload(false);
            case REPLACE_SNAPSHOT_ID -> new ReplaceWorkload(true);
        };
    }

    boolean isReplace() {
        return this == REPLACE_IDLE || this == REPLACE_SNAPSHOT_ID;
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
