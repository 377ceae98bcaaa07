package io.connectdomo.emulator;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The H2 database behind one emulator. Thread-safe. */
final class Database implements AutoCloseable {
    private static final String SETTINGS =
            ";MODE=MySQL;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_ON_EXIT=FALSE";
    private static final String READER = "READER";

    private final String url;
    /** Keeps a database in memory alive, and H2 open between two statements. */
    private final Connection keeper;

    private Database(String url) throws SQLException {
        this.url = url;
        this.keeper = DriverManager.getConnection(url, "sa", "");
        try (Statement statement = keeper.createStatement()) {
            // Users' SQL runs without rights to files, to other schemas or to anything but SELECT.
            statement.execute("CREATE USER " + READER + " PASSWORD ''");
            statement.execute("GRANT SELECT ON SCHEMA PUBLIC TO " + READER);
        }
    }

    static Database inMemory() throws SQLException {
        return new Database("jdbc:h2:mem:" + UUID.randomUUID() + SETTINGS);
    }

    static Database inFile(Path directory) throws SQLException {
        return new Database("jdbc:h2:file:" + directory.resolve("rows").toAbsolutePath() + SETTINGS);
    }

    Connection writer() throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    Connection reader() throws SQLException {
        return DriverManager.getConnection(url, READER, "");
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }
}
