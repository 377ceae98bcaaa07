package io.connectdomo.sink.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes as they come. Not thread-safe. */
final class RollDigest {
    private final MessageDigest sha256;

    RollDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    void update(byte[] bytes, int count) {
        sha256.update(bytes, 0, count);
    }

    /** Of all that came so far, in lower case; more may come. */
    String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The SHA-256 of Java can be cloned", e);
        }
    }
}
