package io.connectdomo.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytes that were uploaded, and what is known of them.
 *
 * @param pieces in order; empty where only size and hashes were kept
 * @param sha256 lower-case hex
 * @param md5 lower-case hex
 */
record Blob(List<StoredPart> pieces, long size, String sha256, String md5) {

    boolean kept() {
        return size == 0 || !pieces.isEmpty();
    }

    InputStream open() throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (StoredPart piece : pieces) {
            streams.add(piece.open());
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
