package io.connectdomo.emulator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How an emulator starts.
 *
 * @param host address to bind; loopback unless told
 * @param port 0 takes a free one
 * @param token the only developer token that is accepted
 * @param indexDelay how long indexing takes at least; rows are not queryable before
 * @param dataDir directory for H2's file and spilled parts; null keeps rows in memory and spills to the system's temp directory.
 *     A new directory is made in it at each start: nothing survives a restart
 * @param discard parts are read and counted but neither parsed nor kept
 * @param countLines with {@code discard}: whether newlines are counted; without, commit replies have no {@code size}
 * @param threads requests worked on at once
 * @param clock source of times and expiries, and of the {@code Date} header
 * @param waiting how delays pass
 */
public record EmulatorOptions(
        String host,
        int port,
        String token,
        Duration indexDelay,
        Path dataDir,
        boolean discard,
        boolean countLines,
        int threads,
        Clock clock,
        Waiting waiting) {

    public EmulatorOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(indexDelay, "indexDelay");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(waiting, "waiting");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }

    /** A free loopback port, token {@code emulator-token}, 50 ms of indexing, rows in memory. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions(
                "127.0.0.1",
                0,
                "emulator-token",
                Duration.ofMillis(50),
                null,
                false,
                true,
                64,
                Clock.systemUTC(),
                Waiting.SYSTEM);
    }

    public EmulatorOptions withHost(String value) {
        return new EmulatorOptions(
                value, port, token, indexDelay, dataDir, discard, countLines, threads, clock, waiting);
    }

    public EmulatorOptions withPort(int value) {
        return new EmulatorOptions(
                host, value, token, indexDelay, dataDir, discard, countLines, threads, clock, waiting);
    }

    public EmulatorOptions withToken(String value) {
        return new EmulatorOptions(
                host, port, value, indexDelay, dataDir, discard, countLines, threads, clock, waiting);
    }

    public EmulatorOptions withIndexDelay(Duration value) {
        return new EmulatorOptions(host, port, token, value, dataDir, discard, countLines, threads, clock, waiting);
    }

    public EmulatorOptions withDataDir(Path value) {
        return new EmulatorOptions(host, port, token, indexDelay, value, discard, countLines, threads, clock, waiting);
    }

    public EmulatorOptions withDiscard(boolean value) {
        return new EmulatorOptions(host, port, token, indexDelay, dataDir, value, countLines, threads, clock, waiting);
    }

    public EmulatorOptions withCountLines(boolean value) {
        return new EmulatorOptions(host, port, token, indexDelay, dataDir, discard, value, threads, clock, waiting);
    }

    public EmulatorOptions withThreads(int value) {
        return new EmulatorOptions(host, port, token, indexDelay, dataDir, discard, countLines, value, clock, waiting);
    }

    public EmulatorOptions withClock(Clock value) {
        return new EmulatorOptions(
                host, port, token, indexDelay, dataDir, discard, countLines, threads, value, waiting);
    }

    public EmulatorOptions withWaiting(Waiting value) {
        return new EmulatorOptions(host, port, token, indexDelay, dataDir, discard, countLines, threads, clock, value);
    }
}
