package io.connectdomo.emulator;

import java.time.Instant;

/**
 * One file of a FileSet.
 *
 * @param writes how many uploads made it what it is, the first one included
 */
record FileSetFile(String id, String path, String contentType, Blob blob, Instant created, int writes) {

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Empty for one that is in no directory. */
    String directory() {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    String fileType() {
        return contentType.startsWith("text/") ? "TEXT" : "FILE";
    }
}
