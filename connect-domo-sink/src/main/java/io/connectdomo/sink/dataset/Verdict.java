package io.connectdomo.sink.dataset;

import java.util.List;

/** What {@link Consent} says of a DataSet that was found by its name. */
sealed interface Verdict {
    /**
     * It is taken.
     *
     * @param created whether it is one that was created here
     * @param setKey columns that become its upsert key first; empty where it stays as it is
     * @param tag whether it is tagged first, as one that was created here
     * @param keepsRows whether its rows may be those of others, so that no truncate empties it
     */
    record Taken(boolean created, List<String> setKey, boolean tag, boolean keepsRows) implements Verdict {
        static final Taken AS_IT_IS = new Taken(false, List.of(), false, false);
        static final Taken TAGGED = new Taken(false, List.of(), true, false);
    }

    /** What is needed to decide is still to come. */
    record NotYet() implements Verdict {}

    /**
     * It is not.
     *
     * @param why a clause about the DataSet
     * @param cure sentences: what to set
     */
    record Refused(String why, String cure) implements Verdict {}
}
