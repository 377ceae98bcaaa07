package io.connectdomo.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that can be read by logical replication. The server goes down with this JVM, by a shutdown hook of the
 * library.
 */
public final class PostgresMain {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private static final String UNPACKED_MARK = ".exists";

    private PostgresMain() {}

    /**
     * @param arguments the port on the loopback address; the directory of the data; the directory in which the binaries are
     *     kept unpacked, from one start to the next
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path binaries = Path.of(arguments[2]);
        deleteHalfUnpacked(binaries);
        EmbeddedPostgres.builder()
                .setPort(Integer.parseInt(arguments[0]))
                .setDataDirectory(Path.of(arguments[1]))
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(true)
                .setPGStartupWait(STARTS_WITHIN)
                .setServerConfig("wal_level", "logical")
                // Of a killed Debezium too, a new one waits for the old one's slot.
                .setServerConfig("wal_sender_timeout", "10s")
                .setServerConfig("timezone", "UTC")
                .start();
        // None of the library's threads keeps this JVM, and with it the server, alive.
        new CountDownLatch(1).await();
    }

    /** The library fails for ever on what a start that was interrupted has left: it lacks the mark that is made last. */
    private static void deleteHalfUnpacked(Path binaries) throws IOException {
        if (!Files.isDirectory(binaries)) {
            return;
        }
        try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(binaries, "PG-*")) {
            for (Path directory : unpacked) {
                if (!Files.exists(directory.resolve(UNPACKED_MARK))) {
                    delete(directory);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
