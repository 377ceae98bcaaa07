package io.connectdomo.doctor.ask;

import java.util.Objects;

/**
 * One thing that Domo's pages leave open.
 *
 * @param id for {@code --only} and for machines
 * @param title as the table shows it
 * @param ask called at most once, on the doctor's thread
 * @param preparation what begins long before the answer, called once before all questions
 */
public record Question(String id, String title, Need need, Ask ask, Preparation preparation) {
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

    /** Begins what the answer has to wait for. */
    @FunctionalInterface
    public interface Preparation {
        /** What it throws becomes the answer, as with {@link Ask#answer}. */
        void begin() throws InterruptedException;
    }

    /** A question that needs no preparation. */
    public Question(String id, String title, Need need, Ask ask) {
        this(id, title, need, ask, () -> {});
    }

    public Question {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(need, "need");
        Objects.requireNonNull(ask, "ask");
        Objects.requireNonNull(preparation, "preparation");
    }
}
