package io.connectdomo.sink.metrics;

/** What came out about a request whose outcome was not known. */
public enum Resolution {
    /** It had worked. */
    COMMITTED,
    /** It had not: it is sent again. */
    ABSENT,
    /** It was not found out, or Domo failed it later. */
    UNRESOLVED
}
