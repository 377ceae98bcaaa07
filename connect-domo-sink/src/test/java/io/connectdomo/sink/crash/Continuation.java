package io.connectdomo.sink.crash;

/** Who goes on after the kill. */
enum Continuation {
    /** A new process, at the committed offsets. */
    ONE_OWNER("one owner"),
    /** A new process, while the old one is not dead: cut off from Kafka, not told, and not from Domo. */
    ZOMBIE("zombie"),
    /** A new process whose batches, parts and polls are cut otherwise. */
    REPLAY("other boundaries");

    private final String label;

    Continuation(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
