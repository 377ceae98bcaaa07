package io.connectdomo.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A database, and a Connect cluster of its own whose one worker has Debezium: what happens to the sink's workers does not
 * happen to it.
 */
public final class SourceDatabase {
    private final Postgres postgres;
    private final Worker worker;

    private SourceDatabase(Postgres postgres, Worker worker) {
        this.postgres = postgres;
        this.worker = worker;
    }

    /** Starts both and returns at once. */
    static SourceDatabase start(
            Installation installation, String bootstrapServers, StackOptions options, Path directory) {
        Postgres postgres = Postgres.start(installation, directory);
        WorkerGroup group = WorkerGroup.debezium(installation);
        // What was asked for the sink's workers is not for this one.
        StackOptions own = options.withWorkerProperties(Map.of());
        return new SourceDatabase(
                postgres, Worker.start("debezium", group, installation, bootstrapServers, own, directory));
    }

    public Postgres postgres() {
        return postgres;
    }

    /** REST of Debezium's cluster. */
    public ConnectRest connect() {
        return worker.rest();
    }

    /** The worker that Debezium runs on. */
    public Worker worker() {
        return worker;
    }

    void awaitReady(Duration within) {
        postgres.awaitReady(within);
        worker.awaitReady(within);
    }

    /** Asks the worker alone: the database waits for its readers when it stops. */
    void requestStop() {
        worker.requestStop();
    }

    /** The worker first. */
    void stop() {
        worker.stop();
        postgres.close();
    }
}
