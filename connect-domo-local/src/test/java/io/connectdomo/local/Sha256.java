package io.connectdomo.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which Domo's files are compared. */
public final class Sha256 {
    private Sha256() {}

    /** Of text in UTF-8, in lower-case hex. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In lower-case hex. */
    public static String of(byte[] bytes) {
        return hex(begun(), bytes);
    }

    /** For content that comes in pieces; {@link #hex} says what it is. */
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }

    /** With the last piece, in lower-case hex. */
    public static String hex(MessageDigest digest, byte[] last) {
        return HexFormat.of().formatHex(digest.digest(last));
    }
}
