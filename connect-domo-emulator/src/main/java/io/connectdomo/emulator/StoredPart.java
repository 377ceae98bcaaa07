package io.connectdomo.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of one part, after decompression: in memory, in a file, or, in discard mode, nowhere. */
final class StoredPart {
    private final long bytes;
    private final long lines;
    private volatile byte[] memory;
    private final Path file;

    private StoredPart(long bytes, long lines, byte[] memory, Path file) {
        this.bytes = bytes;
        this.lines = lines;
        this.memory = memory;
        this.file = file;
    }

    static StoredPart inMemory(byte[] content) {
        return new StoredPart(content.length, 0, content, null);
    }

    static StoredPart inFile(Path file, long bytes) {
        return new StoredPart(bytes, 0, null, file);
    }

    static StoredPart discarded(long bytes, long lines) {
        return new StoredPart(bytes, lines, null, null);
    }

    long bytes() {
        return bytes;
    }

    /** Newlines in it, counted in discard mode only. */
    long lines() {
        return lines;
    }

    /** Bytes of heap it holds. */
    long heldInMemory() {
        byte[] held = memory;
        return held == null ? 0 : held.length;
    }

    /** Lets go of the bytes, and tells how many of them were heap. */
    synchronized long forget() {
        long held = heldInMemory();
        memory = null;
        return held;
    }

    /** The file it is in, or null. */
    Path file() {
        return file;
    }

    InputStream open() throws IOException {
        byte[] held = memory;
        if (held != null) {
            return new ByteArrayInputStream(held);
        }
        if (file != null) {
            return Files.newInputStream(file);
        }
        throw new IOException("The part was discarded, or is in the index by now");
    }
}
