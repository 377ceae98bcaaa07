package io.connectdomo.sink.record;

import java.io.OutputStream;

/** Lets a generator write into a buffer. */
final class BufferStream extends OutputStream {
    private final CsvBuffer target;

    BufferStream(CsvBuffer target) {
        this.target = target;
    }

    @Override
    public void write(int b) {
        target.put((char) (b & 0xFF));
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        target.put(bytes, from, from + count);
    }
}
