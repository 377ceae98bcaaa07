package io.connectdomo.source.feed;

/** What record values are ({@code value.format}). */
public enum ValueFormat {
    /** The feed's schema. */
    STRUCT,
    /** The reply's object as it came, without a schema. */
    JSON
}
