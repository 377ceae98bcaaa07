package io.connectdomo.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL server that can be read by logical replication. The server goes down with this JVM, by a shutdown hook of the
 * library.
 */
public final class PostgresMain {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private PostgresMain() {}

    /**
     * @param arguments the port on the loopback address; the directory of the data; the directory in which the binaries are
     *     kept unpacked, from one start to the next
     */
    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres.builder()
                .setPort(Integer.parseInt(arguments[0]))
                .setDataDirectory(Path.of(arguments[1]))
                .setOverrideWorkingDirectory(Path.of(arguments[2]).toFile())
                .setCleanDataDirectory(true)
                .setPGStartupWait(STARTS_WITHIN)
                .setServerConfig("wal_level", "logical")
                // Of a killed Debezium too, a new one waits for the old one's slot.
                .setServerConfig("wal_sender_timeout", "10s")
                .setServerConfig("timezone", "UTC")
                .start();
    }
}
