package io.connectdomo.sink.crash;

/** Who goes on after the kill, or after what would have been one. */
enum Continuation {
    /** A new process, at the committed offsets. */
    ONE_OWNER("one owner"),
    /** A new process, while the old one is not dead: cut off from Kafka, not told, and not from Domo. */
    ZOMBIE("zombie"),
    /** A new process whose batches, parts and polls are cut otherwise. */
    REPLAY("other boundaries"),
    /** The same process; a rebalance takes its partitions and gives them back. */
    COMES_BACK("comes back"),
    /** The same; offsets are asked for only when the records have come again, and were passed. */
    COMES_BACK_ASKED_LATE("comes back, asked late"),
    /** The same, and then it dies: whatever it has told Kafka too early is lost. */
    COMES_BACK_AND_DIES("comes back, asked late, dies"),
    /** The same process gets its partitions back from another one, which has made all their records durable. */
    AWAY_AND_BACK("away and back");

    private final String label;

    Continuation(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether the framework passes the records of the batch again before it asks for offsets. */
    boolean isAskedLate() {
        return this == COMES_BACK_ASKED_LATE || this == COMES_BACK_AND_DIES;
    }
}
