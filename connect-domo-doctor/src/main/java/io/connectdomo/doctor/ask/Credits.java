package io.connectdomo.doctor.ask;

/** Counts what the questions cost: Domo charges a credit for every commit. */
public final class Credits {
    private int used;
    private int unclear;

    void used() {
        used++;
    }

    /** A commit whose outcome is not known. */
    void unclear() {
        unclear++;
    }

    @Override
    public String toString() {
        return used + (unclear == 0 ? "" : " to " + (used + unclear));
    }

    /** The most that it can be. */
    public int atMost() {
        return used + unclear;
    }
}
