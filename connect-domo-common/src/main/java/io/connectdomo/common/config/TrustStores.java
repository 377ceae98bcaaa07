package io.connectdomo.common.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Reads a trust store file. */
public final class TrustStores {
    private TrustStores() {}

    /**
     * The certificates of {@code store}.
     *
     * @throws IOException where the file cannot be read, or (with a cause) its password is wrong
     * @throws GeneralSecurityException where the JVM does not know the type or what is in the file
     */
    public static KeyStore load(DomoConnectionConfig.TrustStore store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.type());
        char[] password =
                store.password() == null ? null : store.password().value().toCharArray();
        try (InputStream in = Files.newInputStream(Path.of(store.location()))) {
            keys.load(in, password);
        }
        return keys;
    }
}
