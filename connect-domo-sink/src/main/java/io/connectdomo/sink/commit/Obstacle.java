package io.connectdomo.sink.commit;

/** Why a commit must not be sent as things are now. */
public enum Obstacle {
    /** The columns are not those that its rows were written for. */
    LAYOUT_CHANGED,
    /** Somebody else has written at its place since it began. */
    OVERTAKEN
}
