package io.connectdomo.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps parts as raw bytes: small ones in memory, larger ones, or many, in files. Thread-safe. */
final class PartStore implements AutoCloseable {
    private static final int SPILL_BYTES = 4 * 1024 * 1024;

    /** Parts of uploads that nobody commits stay for good: they must leave room for the rows' database. */
    private static final long MEMORY_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path directory;
    private final AtomicLong inMemory = new AtomicLong();

    PartStore(Path directory) {
        this.directory = directory;
    }

    StoredPart store(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        int limit = inMemory.get() > MEMORY_BYTES ? 0 : SPILL_BYTES;
        int count;
        while ((count = in.read(buffer)) >= 0) {
            head.write(buffer, 0, count);
            if (head.size() > limit) {
                return spill(head, in, buffer);
            }
        }
        inMemory.addAndGet(head.size());
        return StoredPart.inMemory(head.toByteArray());
    }

    private StoredPart spill(ByteArrayOutputStream head, InputStream in, byte[] buffer) throws IOException {
        Path file = Files.createTempFile(directory, "part-", ".csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            head.writeTo(out);
            int count;
            while ((count = in.read(buffer)) >= 0) {
                out.write(buffer, 0, count);
            }
        } catch (IOException | RuntimeException e) {
            // Also one that is refused for its size on the way.
            Files.deleteIfExists(file);
            throw e;
        }
        return StoredPart.inFile(file, Files.size(file));
    }

    /** Forgets a part that was overwritten or whose rows are in the index. */
    void release(StoredPart part) {
        inMemory.addAndGet(-part.forget());
        if (part.file() != null) {
            try {
                Files.deleteIfExists(part.file());
            } catch (IOException e) {
                throw new UncheckedIOException("A spilled part could not be deleted", e);
            }
        }
    }

    /** Deletes the directory with all spilled parts. */
    @Override
    public void close() throws IOException {
        Directories.delete(directory);
    }
}
