package io.connectdomo.sink.commit;

/**
 * Where one commit goes: an upload session of a DataSet, or the place of a file. Every method makes one try and throws a
 * {@link io.connectdomo.common.http.DomoException} where nothing can be said. On one uploader thread at a time, but for {@link #look}.
 *
 * @param <R> what a commit that worked leaves
 */
public interface CommitStore<R> {
    /** The commit of what, for logs and messages: {@code commit of upload 17 of 3 rows}. */
    String what();

    /** Whose it is, as the first words of a line in the log. */
    String owner();

    /** What is looked for when a reply was lost: {@code its data version}. */
    String trace();

    /** Whether what is sent twice is written once, however late the first attempt lands. */
    boolean writesOnce();

    /**
     * Whether it may be sent as things are now. To be asked right before each attempt.
     *
     * @param everSent whether it was sent before
     */
    Inspection<R> inspect(boolean everSent);

    /** Notes what will tell it from others, before it is sent for the first time. */
    default void beforeFirstAttempt() {}

    /** Sends it. */
    Reply<R> send();

    /**
     * Looks whether it is there.
     *
     * @param refusedAgain whether Domo refused to take it once more, which hints at its having worked
     */
    Sighting<R> look(boolean refusedAgain);

    /**
     * Does what belongs to a commit that worked; true where nothing is left to do. Called again until then.
     *
     * @throws IllegalStateException where that never comes to an end
     */
    default boolean complete(R result) {
        return true;
    }
}
