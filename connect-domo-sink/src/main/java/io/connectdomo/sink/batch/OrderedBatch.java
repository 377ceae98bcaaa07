package io.connectdomo.sink.batch;

/**
 * A batch among those of its destination, which become durable one after another. It is open, then sealed, then written, and
 * at the end either durable or abandoned. Task thread only.
 */
public interface OrderedBatch {
    /** What it answers for. */
    BatchRecords records();

    /** It takes no more records. */
    void seal();

    /** Whether something was sent whose outcome is not known yet. */
    boolean isCommitting();

    /** Makes sure that nothing of it will be sent from now on. Returns false where something was sent already. */
    boolean takeBack();

    /** Its partitions have another owner: what was sent is only resolved, and nothing else is sent. */
    void disown(String why);

    /** Lets go of what it holds. Called once, at the end. */
    void discard();
}
