package io.connectdomo.common.config;

import io.connectdomo.common.config.DomoConnectionConfig.TrustStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Opens the trust store, as a task will, and says on its key what is wrong with it. */
final class TrustStoreRules {
    private final TrustStore store;
    private final BiConsumer<String, String> complain;

    /**
     * @param complain takes a key and a message
     */
    TrustStoreRules(TrustStore store, BiConsumer<String, String> complain) {
        this.store = store;
        this.complain = complain;
    }

    void check() {
        if (TrustStores.isPem(store.type()) && hasPassword()) {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_PASSWORD,
                    "A PEM file of certificates has no password: remove this key.");
        }
        try {
            KeyStore keys = TrustStores.load(store);
            if (keys.size() == 0) {
                complain.accept(
                        DomoConnectionConfig.TRUSTSTORE_LOCATION,
                        "The trust store " + store.location() + " holds no certificate"
                                + (hasPassword()
                                        ? ": import one with keytool -importcert, or name its PEM file and set "
                                                + DomoConnectionConfig.TRUSTSTORE_TYPE + "=PEM."
                                        : " that can be read without " + DomoConnectionConfig.TRUSTSTORE_PASSWORD
                                                + "."));
            }
        } catch (KeyStoreException e) {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_TYPE,
                    "This JVM knows no key store type " + store.type() + ": use PKCS12, JKS or PEM.");
        } catch (NoSuchFileException e) {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_LOCATION,
                    "There is no file " + store.location() + " on this worker. It must be there on every worker.");
        } catch (AccessDeniedException e) {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_LOCATION,
                    "The worker's user may not read " + store.location() + " on this worker.");
        } catch (IOException | GeneralSecurityException e) {
            unreadable(e);
        }
    }

    private boolean hasPassword() {
        return store.password() != null && !store.password().value().isEmpty();
    }

    private void unreadable(Exception e) {
        TrustStores.Kind kind = kind();
        boolean pem = TrustStores.isPem(store.type());
        if (!pem && kind == TrustStores.Kind.PEM_TEXT) {
            another("a PEM file (a text with certificates)", "PEM", store.password() != null);
        } else if (kind == TrustStores.Kind.DER_CERTIFICATE) {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_LOCATION,
                    store.location()
                            + " is one certificate in DER form, not a trust store. Write it as PEM (openssl x509 -inform"
                            + " der -in FILE -out FILE.pem), name that file, and set "
                            + DomoConnectionConfig.TRUSTSTORE_TYPE
                            + "=PEM.");
        } else if (kind == TrustStores.Kind.KEY_STORE_JKS && !isType("JKS")) {
            another("a JKS key store", "JKS", false);
        } else if (kind == TrustStores.Kind.KEY_STORE_PKCS12 && !isType("PKCS12")) {
            another("a PKCS12 key store", "PKCS12", false);
        } else if (e.getCause() instanceof UnrecoverableKeyException) {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_PASSWORD, "The password does not open " + store.location() + ".");
        } else {
            complain.accept(
                    DomoConnectionConfig.TRUSTSTORE_LOCATION,
                    "The trust store " + store.location() + " can't be read as "
                            + store.type().toUpperCase(Locale.ROOT) + " (" + e.getMessage()
                            + "). It must be a PEM file with certificates, or a PKCS12 or JKS key store.");
        }
    }

    private boolean isType(String type) {
        return type.equalsIgnoreCase(store.type());
    }

    private void another(String what, String type, boolean passwordGoes) {
        complain.accept(
                DomoConnectionConfig.TRUSTSTORE_TYPE,
                store.location() + " is " + what + ", and was to be read as "
                        + store.type().toUpperCase(Locale.ROOT) + ": set " + DomoConnectionConfig.TRUSTSTORE_TYPE + "="
                        + type
                        + (passwordGoes ? " and remove " + DomoConnectionConfig.TRUSTSTORE_PASSWORD : "") + ".");
    }

    private TrustStores.Kind kind() {
        try {
            return TrustStores.kind(store.location());
        } catch (IOException gone) {
            return TrustStores.Kind.UNKNOWN;
        }
    }
}
