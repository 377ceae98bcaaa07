package io.connectdomo.sink.upload;

import io.connectdomo.common.dataset.PartBody;
import io.connectdomo.sink.task.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The bytes of a part that does not grow any more. Thread-safe; its memory is given back exactly once. */
public final class Part implements PartBody {
    private final MemoryBudget memory;
    private final AtomicBoolean released = new AtomicBoolean();
    private byte[][] pieces;
    private int lastUsed;
    private long length;
    private long held;
    private boolean compressed;

    /**
     * @param pieces all full but the last
     * @param lastUsed bytes used of the last piece
     * @param held bytes that the budget counts for this part
     */
    public Part(byte[][] pieces, int lastUsed, long length, long held, MemoryBudget memory) {
        this.pieces = pieces;
        this.lastUsed = lastUsed;
        this.length = length;
        this.held = held;
        this.memory = memory;
    }

    @Override
    public synchronized long length() {
        return length;
    }

    /**
     * @throws IOException if the part was given up meanwhile: the head of its request may have promised its bytes, and Domo
     *     would wait for them
     */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[][] all;
        int last;
        synchronized (this) {
            if (released.get()) {
                throw new IOException("The part was given up before it was sent");
            }
            all = pieces;
            last = lastUsed;
        }
        for (int i = 0; i < all.length; i++) {
            out.write(all[i], 0, i == all.length - 1 ? last : all[i].length);
        }
    }

    /** Replaces the bytes by their gzip form, once; a repeated attempt sends the same bytes. On an uploader thread. */
    public synchronized void compress() {
        if (compressed || released.get()) {
            return;
        }
        byte[] gzip = gzip();
        memory.resize(held, gzip.length);
        pieces = new byte[][] {gzip};
        lastUsed = gzip.length;
        length = gzip.length;
        held = gzip.length;
        compressed = true;
    }

    private byte[] gzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(256, length / 4));
        try (FastGzip gzip = new FastGzip(bytes)) {
            writeTo(gzip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** CSV compresses well at the lowest level, at a third of the default's time. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 13);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    public synchronized void release() {
        if (released.compareAndSet(false, true)) {
            memory.release(held);
            pieces = new byte[0][];
        }
    }
}
