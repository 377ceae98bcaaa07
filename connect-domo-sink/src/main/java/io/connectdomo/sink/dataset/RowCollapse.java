package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.CsvLine;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The last operation per serialised key. Equal to a map, and counted in bytes. Task thread only. */
final class RowCollapse {
    /** What a map entry costs beside its bytes. */
    private static final int ENTRY_BYTES = 100;

    private final MemoryBudget memory;
    private final Map<Key, Row> lastByKey = new HashMap<>();
    private final Key probe = new Key();
    private long bytes;
    private long held;

    /** The serialised key columns; as the probe, over the encoder's buffer. */
    private static final class Key {
        private byte[] bytes;
        private int length;
        private int hash;

        void over(byte[] array, int count) {
            bytes = array;
            length = count;
            int h = 1;
            for (int i = 0; i < count; i++) {
                h = 31 * h + array[i];
            }
            hash = h;
        }

        Key copy() {
            Key copy = new Key();
            copy.bytes = Arrays.copyOf(bytes, length);
            copy.length = length;
            copy.hash = hash;
            return copy;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && hash == that.hash
                    && Arrays.equals(bytes, 0, length, that.bytes, 0, that.length);
        }
    }

    /** The row to upsert, or null to delete. */
    private static final class Row {
        private byte[] csv;
    }

    RowCollapse(MemoryBudget memory) {
        this.memory = memory;
    }

    void write(RowKind kind, CsvBuffer row, CsvBuffer key) {
        probe.over(key.array(), key.length());
        Row last = lastByKey.get(probe);
        if (last == null) {
            last = new Row();
            lastByKey.put(probe.copy(), last);
            bytes += key.length();
            hold(ENTRY_BYTES + key.length());
        } else if (last.csv != null) {
            bytes -= last.csv.length;
            hold(-last.csv.length);
        }
        last.csv = kind == RowKind.DELETE ? null : row.toByteArray();
        if (last.csv != null) {
            bytes += last.csv.length;
            hold(last.csv.length);
        }
    }

    /** Appends the cell of {@code column} of the row that the key has here; false where it has none. */
    boolean copyCell(CsvBuffer key, int column, CsvBuffer out) {
        probe.over(key.array(), key.length());
        Row last = lastByKey.get(probe);
        if (last == null || last.csv == null) {
            return false;
        }
        CsvLine.copyCell(last.csv, column, out);
        return true;
    }

    private void hold(long change) {
        held += change;
        if (change > 0) {
            memory.take(change);
        } else {
            memory.release(-change);
        }
    }

    /** Keys. */
    int size() {
        return lastByKey.size();
    }

    /** Bytes of CSV, keys of upserts counted beside their rows. */
    long bytes() {
        return bytes;
    }

    /** Bytes that the budget counts. */
    long held() {
        return held;
    }

    /**
     * Hands every row over in parts, without copying it, and is empty then; the budget's bytes go with the parts.
     *
     * @param keyHeader the line that each part of deletes begins with
     */
    void drain(PartSink upserts, PartSink deletes, Supplier<byte[]> keyHeader, long partMaxBytes) {
        PartCutter upsertParts = new PartCutter(upserts, () -> null, partMaxBytes);
        PartCutter deleteParts = new PartCutter(deletes, keyHeader, partMaxBytes);
        lastByKey.forEach((key, row) -> {
            if (row.csv != null) {
                upsertParts.add(row.csv, row.csv.length + key.length + ENTRY_BYTES);
            } else {
                deleteParts.add(key.bytes, key.length + ENTRY_BYTES);
            }
        });
        upsertParts.send();
        deleteParts.send();
        lastByKey.clear();
        held = 0;
    }

    void discard() {
        memory.release(held);
        held = 0;
        lastByKey.clear();
    }

    /** Cuts rows into parts, each beginning with the header where there is one. */
    private final class PartCutter {
        private final PartSink sink;
        private final Supplier<byte[]> header;
        private final long partMaxBytes;
        private final List<byte[]> lines = new ArrayList<>();
        private long length;
        private long cost;
        private long rows;

        PartCutter(PartSink sink, Supplier<byte[]> header, long partMaxBytes) {
            this.sink = sink;
            this.header = header;
            this.partMaxBytes = partMaxBytes;
        }

        void add(byte[] row, long heldBytes) {
            if (lines.isEmpty() && header.get() != null) {
                append(header.get());
            }
            append(row);
            cost += heldBytes;
            rows++;
            if (length >= partMaxBytes) {
                send();
            }
        }

        private void append(byte[] line) {
            lines.add(line);
            length += line.length;
        }

        void send() {
            if (rows == 0) {
                return;
            }
            byte[][] all = lines.toArray(byte[][]::new);
            sink.add(new Part(all, all[all.length - 1].length, length, cost, memory), rows);
            lines.clear();
            length = 0;
            cost = 0;
            rows = 0;
        }
    }
}
