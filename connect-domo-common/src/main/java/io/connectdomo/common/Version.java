package io.connectdomo.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as the connectors report it to the worker and to Domo (User-Agent). */
public final class Version {
    private static final String CURRENT = read();

    private Version() {}

    /** For example {@code 1.2.0}; never null. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is missing from the connect-domo-common jar", e);
        }
    }
}
