package io.connectdomo.common.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a trust store file: what the JVM knows, or a text with certificates (PEM), as Kafka's own clients take it. */
public final class TrustStores {
    /** A type of ours: the JVM has none for it. */
    static final String PEM = "PEM";

    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    private TrustStores() {}

    static boolean isPem(String type) {
        return PEM.equalsIgnoreCase(type);
    }

    /**
     * The certificates of {@code store}.
     *
     * @throws IOException where the file cannot be read, or (with a cause) its password is wrong
     * @throws GeneralSecurityException where the JVM does not know the type or what is in the file
     */
    public static KeyStore load(DomoConnectionConfig.TrustStore store) throws IOException, GeneralSecurityException {
        Path file = Path.of(store.location());
        if (isPem(store.type())) {
            return pem(Files.readAllBytes(file));
        }
        KeyStore keys = KeyStore.getInstance(store.type());
        char[] password =
                store.password() == null ? null : store.password().value().toCharArray();
        keys.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
        return keys;
    }

    private static KeyStore pem(byte[] bytes) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        Matcher block = CERTIFICATE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            keys.setCertificateEntry("certificate-" + keys.size(), certificate(decoded(block.group(1))));
        }
        if (keys.size() == 0) {
            throw new CertificateException("it has no block BEGIN CERTIFICATE");
        }
        return keys;
    }

    private static byte[] decoded(String base64) throws CertificateException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new CertificateException("one of its blocks is not Base64", e);
        }
    }

    private static Certificate certificate(byte[] der) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** What a file is, whatever it is called. */
    enum Kind {
        PEM_TEXT,
        KEY_STORE_JKS,
        KEY_STORE_PKCS12,
        DER_CERTIFICATE,
        UNKNOWN
    }

    /**
     * What the file is, by its content.
     *
     * @throws IOException where it cannot be read
     */
    static Kind kind(String location) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(location));
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")) {
            return Kind.PEM_TEXT;
        }
        if (bytes.length < 4) {
            return Kind.UNKNOWN;
        }
        if (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xED && bytes[2] == (byte) 0xFE && bytes[3] == (byte) 0xED) {
            return Kind.KEY_STORE_JKS;
        }
        if (bytes[0] != 0x30) {
            return Kind.UNKNOWN;
        }
        try {
            certificate(bytes);
            return Kind.DER_CERTIFICATE;
        } catch (CertificateException noCertificate) {
            return Kind.KEY_STORE_PKCS12;
        }
    }
}
