package io.connectdomo.source.activity;

/**
 * An event to be written to the topic.
 *
 * @param ordinal 1, or n for the n-th twin
 * @param offset where a restart goes on once this is written
 */
record Emission(LogRow row, int ordinal, ActivityOffset offset) {
    /** 128 bits in hexadecimal digits, {@code -n} for the n-th twin. */
    String eventId() {
        String id = String.format("%016x%016x", row.idHigh(), row.idLow());
        return ordinal == 1 ? id : id + "-" + ordinal;
    }
}
