package io.connectdomo.sink.record;

import java.util.Arrays;

/**
 * Growable bytes of one line, reused from record to record. Not thread-safe. {@link #array()} may be replaced by any
 * write, so it is asked for anew after each record.
 */
public final class CsvBuffer {
    private static final int INITIAL_CAPACITY = 1024;
    /** An array above this is not kept for the next record: one large record must not pin its size for ever. */
    private static final int KEPT_CAPACITY = 1 << 20;

    byte[] bytes = new byte[INITIAL_CAPACITY];
    int length;

    /** The bytes written are the first {@link #length()} of this array; the rest is garbage. Not a copy. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void clear() {
        length = 0;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[INITIAL_CAPACITY];
        }
    }

    /** Makes room for {@code more} bytes behind what was written, so that writers may fill {@link #bytes} themselves. */
    void reserve(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        int needed = Math.addExact(length, more);
        int doubled = (int) Math.min((long) bytes.length * 2, Integer.MAX_VALUE - 8);
        bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }

    void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    void put(byte[] source, int from, int to) {
        int count = to - from;
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Characters below 128 only, and none that CSV would quote: numbers, dates, base64. */
    void putAscii(CharSequence text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
    }
}
