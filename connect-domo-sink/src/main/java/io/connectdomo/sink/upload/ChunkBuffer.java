package io.connectdomo.sink.upload;

import io.connectdomo.sink.task.MemoryBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a part while it grows: chunks, small at first, so that 500 quiet topics hold little, and never larger than
 * what the garbage collector takes as an ordinary object. Every byte allocated is counted. Task thread only.
 */
public final class ChunkBuffer {
    private static final int FIRST_CHUNK = 1 << 10;
    private static final int LARGEST_CHUNK = 1 << 18;

    private final MemoryBudget memory;
    private List<byte[]> chunks = new ArrayList<>();
    private byte[] current;
    private int used;
    private long length;
    private long allocated;

    public ChunkBuffer(MemoryBudget memory) {
        this.memory = memory;
    }

    public void append(byte[] bytes, int count) {
        int from = 0;
        while (from < count) {
            if (current == null || used == current.length) {
                grow();
            }
            int fits = Math.min(count - from, current.length - used);
            System.arraycopy(bytes, from, current, used, fits);
            used += fits;
            from += fits;
        }
        length += count;
    }

    private void grow() {
        int size = current == null ? FIRST_CHUNK : Math.min(LARGEST_CHUNK, current.length * 4);
        memory.take(size);
        allocated += size;
        current = new byte[size];
        used = 0;
        chunks.add(current);
    }

    /** In bytes. */
    public long length() {
        return length;
    }

    /** In bytes held, of which some may not be filled yet. */
    public long allocated() {
        return allocated;
    }

    /** Hands the bytes over and begins anew. */
    public Part detach() {
        Part part = new Part(chunks.toArray(byte[][]::new), used, length, allocated, memory);
        forget();
        return part;
    }

    public void discard() {
        memory.release(allocated);
        forget();
    }

    private void forget() {
        chunks = new ArrayList<>();
        current = null;
        used = 0;
        length = 0;
        allocated = 0;
    }
}
