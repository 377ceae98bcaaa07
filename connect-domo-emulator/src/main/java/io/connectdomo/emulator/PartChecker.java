package io.connectdomo.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks all parts of an upload before its commit changes anything. Streams; keeps the keys of an upsert only. */
final class PartChecker {
    private final Schema schema;
    private final WriteMode mode;
    private final Cells cells;
    private final Set<List<Object>> keysSeen = new HashSet<>();
    private final int[] keyPositions;

    PartChecker(Schema schema, WriteMode mode, Cells cells) {
        this.schema = schema;
        this.mode = mode;
        this.cells = cells;
        this.keyPositions = schema.keys().stream()
                .mapToInt(key -> mode == WriteMode.DELETE
                        ? schema.keys().indexOf(key)
                        : schema.columns().indexOf(key))
                .toArray();
    }

    /** Rows in all parts, without header rows. */
    long check(List<StoredPart> parts) {
        long rows = 0;
        for (StoredPart part : parts) {
            rows += check(part);
        }
        return rows;
    }

    private long check(StoredPart part) {
        long rows = 0;
        try (PartRows partRows = open(part)) {
            Object[] row;
            while ((row = partRows.next()) != null) {
                rows++;
                if (mode.needsKeys()) {
                    checkKey(row, partRows.row());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A stored part could not be read", e);
        }
        return rows;
    }

    private PartRows open(StoredPart part) throws IOException {
        return mode == WriteMode.DELETE ? PartRows.keys(part, schema, cells) : PartRows.all(part, schema, cells);
    }

    private void checkKey(Object[] row, long number) {
        Object[] key = new Object[keyPositions.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = comparable(row[keyPositions[i]]);
            if (key[i] == null) {
                throw DomoError.invalidCsv(
                        "NULL in an upsert key column. Row " + number + ", column " + (keyPositions[i] + 1) + ".");
            }
        }
        if (mode == WriteMode.UPSERT && !keysSeen.add(Arrays.asList(key))) {
            throw DomoError.invalidCsv("The key is there twice in one upload. Row " + number + ".");
        }
    }

    /** 1.0 and 1.00 are the same DECIMAL key. */
    private static Object comparable(Object value) {
        return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }
}
