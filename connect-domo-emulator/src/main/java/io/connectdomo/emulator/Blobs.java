package io.connectdomo.emulator;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Keeps the bytes of files, hashed as they come in. Of a large file only size and hashes stay. Thread-safe. */
final class Blobs {
    /** A download is made in memory. */
    static final long KEPT_BYTES = 32L * 1024 * 1024;

    private final PartStore store;

    Blobs(PartStore store) {
        this.store = store;
    }

    /** @param maxBytes one more is answered 413 */
    Blob store(InputStream in, long maxBytes) {
        MessageDigest sha256 = digest("SHA-256");
        MessageDigest md5 = digest("MD5");
        InputStream hashed = new DigestInputStream(new DigestInputStream(new Bounded(in, maxBytes), sha256), md5);
        try {
            StoredPart part = store.store(hashed);
            return new Blob(List.of(part), part.bytes(), hex(sha256), hex(md5));
        } catch (IOException e) {
            throw new UncheckedIOException("An upload broke off", e);
        }
    }

    /** The parts of a multi-part upload as one; they must not be used afterwards. */
    Blob join(List<Blob> parts) {
        MessageDigest sha256 = digest("SHA-256");
        MessageDigest md5 = digest("MD5");
        List<StoredPart> pieces = new ArrayList<>();
        long size = 0;
        byte[] buffer = new byte[64 * 1024];
        for (Blob part : parts) {
            size += part.size();
            pieces.addAll(part.pieces());
            try (InputStream in = part.open()) {
                int count;
                while ((count = in.read(buffer)) >= 0) {
                    sha256.update(buffer, 0, count);
                    md5.update(buffer, 0, count);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A stored part could not be read", e);
            }
        }
        return new Blob(List.copyOf(pieces), size, hex(sha256), hex(md5));
    }

    /** What stays of a file: a large one loses its bytes. */
    Blob keep(Blob blob) {
        if (blob.size() <= KEPT_BYTES) {
            return blob;
        }
        release(blob);
        return new Blob(List.of(), blob.size(), blob.sha256(), blob.md5());
    }

    void release(Blob blob) {
        blob.pieces().forEach(store::release);
    }

    byte[] bytes(Blob blob) {
        if (!blob.kept()) {
            throw new DomoError(501, "The emulator keeps the hash only of files over " + KEPT_BYTES + " bytes");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = blob.open()) {
            in.transferTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored file could not be read", e);
        }
        return bytes.toByteArray();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " belongs to every Java", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Breaks off with 413 when more comes than is allowed. */
    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long count;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) {
            count += more;
            if (count > most) {
                throw new DomoError(413, "The file is larger than " + most + " bytes");
            }
        }
    }
}
