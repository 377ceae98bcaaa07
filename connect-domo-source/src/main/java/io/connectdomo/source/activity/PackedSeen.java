package io.connectdomo.source.activity;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * {@link Seen} as text for a source offset: per entry the time since the one before as a varint (the first since 1970),
 * four bytes of identity, four of content; then base64. 9 to 10 bytes an entry before base64.
 */
final class PackedSeen {
    private static final int LONGEST_VARINT = 10;
    private static final int HASHES = 8;

    /** So many fit whatever their times are: 14 bytes each. */
    private static final int ALWAYS = 50_000;

    /** Characters, with room for what a batch adds: brokers refuse messages above 1 MiB by default. */
    private static final double MOST = 1_000_000;

    private static final double CHARACTERS = 4.0 / 3;
    private static final double LOG_128 = Math.log(128);

    private PackedSeen() {}

    /**
     * How many entries that are as far apart as these an offset can hold. Entries that are hours apart take more bytes: the more the
     * logarithm of what lies between them, whose mean is largest where they are evenly apart.
     */
    static int fit(Seen seen) {
        if (seen.size() <= ALWAYS) {
            return ALWAYS;
        }
        double apart = 1 + (double) seen.span() / seen.size();
        return (int) (MOST / CHARACTERS / (HASHES + 1 + Math.log(apart) / LOG_128));
    }

    static String pack(Seen seen) {
        if (seen.isEmpty()) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate(seen.size() * (LONGEST_VARINT + HASHES));
        long[] before = {0};
        seen.forEach((time, identity, content) -> {
            varint(bytes, time - before[0]);
            bytes.putInt(identity).putInt(content);
            before[0] = time;
        });
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /**
     * @throws IllegalArgumentException where {@code text} was not written by {@link #pack}
     */
    static Seen unpack(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        Seen seen = new Seen();
        long time = 0;
        try {
            while (bytes.hasRemaining()) {
                time = Math.addExact(time, varint(bytes));
                seen.add(time, bytes.getInt(), bytes.getInt());
            }
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new IllegalArgumentException("It ends in the middle of an entry, or was changed by hand", e);
        }
        return seen;
    }

    private static void varint(ByteBuffer bytes, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new ArithmeticException("A varint of more than nine bytes");
    }
}
