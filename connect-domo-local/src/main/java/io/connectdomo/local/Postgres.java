package io.connectdomo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server with nothing in it, which lets its changes be read by logical replication. */
public final class Postgres implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String DATABASE = "postgres";
    private static final String USER = "postgres";
    private static final String PASSWORD = "postgres";
    private static final String MAIN = "io.connectdomo.local.postgres.PostgresMain";

    private final int port;
    private final Path data;
    private final ChildProcess process;

    private Postgres(int port, Path data, ChildProcess process) {
        this.port = port;
        this.data = data;
        this.process = process;
    }

    /** Starts it and returns at once. */
    static Postgres start(Installation installation, Path directory) {
        int port = FreePorts.next();
        Path data = directory.resolve("postgres-data");
        JvmCommand command = new JvmCommand(
                // For the one time that the binaries are unpacked; afterwards it only waits.
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                installation.postgresClassPath(),
                MAIN,
                List.of(
                        Integer.toString(port),
                        data.toString(),
                        installation.postgresBinaries().toString()));
        return new Postgres(port, data, ChildProcess.start("postgres", command, directory));
    }

    void awaitReady(Duration within) {
        process.awaitReady(this::answers, within);
    }

    private boolean answers() {
        try (Connection connection = open()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * A connection of the superuser, to be closed by the caller.
     *
     * @throws StackException when the server refuses
     */
    public Connection connect() {
        try {
            return open();
        } catch (SQLException e) {
            throw new StackException("PostgreSQL on port " + port + " refused a connection: " + e.getMessage(), e);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + HOST + ":" + port + "/" + DATABASE, USER, PASSWORD);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    public String database() {
        return DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    void requestStop() {
        process.requestStop();
    }

    /** Stops the server; also when the process that would have done so was killed. */
    @Override
    public void close() {
        process.close();
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** While it runs, and only then, its directory says which process it is. */
    private Optional<ProcessHandle> postmaster() {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tell whether PostgreSQL still runs", e);
        }
    }
}
