package io.connectdomo.doctor.ask;

import java.util.Objects;

/**
 * One thing that Domo's pages leave open.
 *
 * @param id for {@code --only} and for machines
 * @param title as the table shows it
 * @param ask called at most once, on the doctor's thread
 */
public record Question(String id, String title, Need need, Ask ask) {
    /** What has to be made in the instance, and is deleted afterwards. */
    public enum Need {
        /** It only reads. */
        NOTHING,
        /** It makes DataSets, files or documents, and uploads nothing that costs. */
        SCRATCH,
        /** It commits uploads, each of which costs a credit. */
        CREDITS
    }

    /** Finds the answer. */
    @FunctionalInterface
    public interface Ask {
        /**
         * May throw {@link io.connectdomo.common.http.DomoException} for a reply that it knows nothing to say about.
         *
         * @throws NotAsked where it can't be asked
         * @throws InterruptedException where the doctor is stopped
         */
        Answer answer() throws InterruptedException;
    }

    public Question {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(need, "need");
        Objects.requireNonNull(ask, "ask");
    }
}
