package io.connectdomo.source.activity;

import java.util.HexFormat;

/**
 * An event to be written to the topic.
 *
 * @param ordinal 1, or n for the n-th twin
 * @param offset where a restart goes on once this is written
 */
record Emission(LogRow row, int ordinal, ActivityOffset offset) {
    private static final HexFormat HEX = HexFormat.of();

    /** 128 bits in hexadecimal digits, {@code -n} for the n-th twin. */
    String eventId() {
        String id = HEX.toHexDigits(row.idHigh()) + HEX.toHexDigits(row.idLow());
        return ordinal == 1 ? id : id + "-" + ordinal;
    }
}
