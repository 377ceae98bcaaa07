package io.connectdomo.doctor.ask;

/** A question can't be asked; the message says why, and what would help. */
public final class NotAsked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotAsked(String why) {
        super(why);
    }
}
