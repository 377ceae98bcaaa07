package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.MemoryBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Upsert and delete: the batch collapsed to the last operation per serialised key, so that no key is ever sent twice. At the
 * seal it becomes two key-disjoint sessions, first the upserts, then the deletes.
 */
final class CollapsedRows implements BatchRows {
    /** What a map entry costs beside its bytes. */
    private static final int ENTRY_BYTES = 100;

    private final Function<UploadMode, UploadSession> sessions;
    private final Supplier<byte[]> keyHeader;
    private final MemoryBudget memory;
    private final long partMaxBytes;
    private final Map<Key, Row> lastByKey = new HashMap<>();
    private final Key probe = new Key();
    private List<UploadSession> sealed = List.of();
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

    CollapsedRows(
            Function<UploadMode, UploadSession> sessions,
            Supplier<byte[]> keyHeader,
            MemoryBudget memory,
            long partMaxBytes) {
        this.sessions = sessions;
        this.keyHeader = keyHeader;
        this.memory = memory;
        this.partMaxBytes = partMaxBytes;
    }

    @Override
    public void write(RowKind kind, CsvBuffer row, CsvBuffer key) {
        probe.over(key.array(), key.length());
        Row last = lastByKey.get(probe);
        if (last == null) {
            last = new Row();
            lastByKey.put(probe.copy(), last);
            bytes += key.length();
            count(ENTRY_BYTES + key.length());
        } else if (last.csv != null) {
            bytes -= last.csv.length;
            count(-last.csv.length);
        }
        last.csv = kind == RowKind.DELETE ? null : row.toByteArray();
        if (last.csv != null) {
            bytes += last.csv.length;
            count(last.csv.length);
        }
    }

    private void count(long change) {
        held += change;
        if (change > 0) {
            memory.take(change);
        } else {
            memory.release(-change);
        }
    }

    @Override
    public long rows() {
        return lastByKey.size();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long openBytes() {
        return held;
    }

    /** Nothing: a later change of a key must still find the earlier one here. */
    @Override
    public void sendShort() {}

    @Override
    public List<UploadSession> seal() {
        PartRows upserts = new PartRows(UploadMode.UPSERT, null);
        PartRows deletes = new PartRows(UploadMode.DELETE, keyHeader);
        lastByKey.forEach((key, row) -> {
            if (row.csv != null) {
                upserts.add(row.csv, row.csv.length + key.length + ENTRY_BYTES);
            } else {
                deletes.add(key.bytes, key.length + ENTRY_BYTES);
            }
        });
        lastByKey.clear();
        held = 0;
        sealed = Stream.of(upserts.seal(), deletes.seal())
                .filter(Objects::nonNull)
                .toList();
        return sealed;
    }

    @Override
    public boolean has(UploadSession session) {
        return sealed.contains(session);
    }

    @Override
    public void discard() {
        memory.release(held);
        held = 0;
        lastByKey.clear();
        sealed.forEach(UploadSession::abandon);
    }

    /** Cuts rows into the parts of one session, without copying them; each begins with the header, where there is one. */
    private final class PartRows {
        private final UploadMode mode;
        private final Supplier<byte[]> header;
        private final List<byte[]> pieces = new ArrayList<>();
        private UploadSession session;
        private long length;
        private long cost;
        private long rows;

        PartRows(UploadMode mode, Supplier<byte[]> header) {
            this.mode = mode;
            this.header = header;
        }

        void add(byte[] row, long heldBytes) {
            if (pieces.isEmpty() && header != null) {
                byte[] line = header.get();
                pieces.add(line);
                length += line.length;
            }
            pieces.add(row);
            length += row.length;
            cost += heldBytes;
            rows++;
            if (length >= partMaxBytes) {
                send();
            }
        }

        void send() {
            if (rows == 0) {
                return;
            }
            if (session == null) {
                session = sessions.apply(mode);
            }
            byte[][] all = pieces.toArray(byte[][]::new);
            session.add(new Part(all, all[all.length - 1].length, length, cost, memory), rows);
            pieces.clear();
            length = 0;
            cost = 0;
            rows = 0;
        }

        /** Null where no row was added. */
        UploadSession seal() {
            send();
            if (session != null) {
                session.seal();
            }
            return session;
        }
    }
}
