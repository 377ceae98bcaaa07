package io.connectdomo.sink.simulation;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.http.SimulatedHttp;
import io.connectdomo.sink.task.ConsumerMetrics;
import io.connectdomo.sink.task.TaskRuntime;
import io.connectdomo.sink.task.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** One worker process of a simulation: it can die, and then nothing more of it happens but what it had sent. */
public final class SimulatedProcess implements TaskRuntime, SimulatedHttp.Network {
    private final SimulatedTime time;
    private final RandomGenerator random;
    private final BiFunction<String, String, SimulatedHttp.Way> network;
    /** Null where it is to be found as on a real worker. */
    private ConsumerMetrics consumer;

    private SimulatedHttp.Crossing crossing;
    private boolean dead;

    /** @param network how a request (method, path) fares */
    public SimulatedProcess(
            SimulatedTime time, RandomGenerator random, BiFunction<String, String, SimulatedHttp.Way> network) {
        this.time = time;
        this.random = random;
        this.network = network;
    }

    /** What its task may see of its consumer. */
    void consumer(ConsumerMetrics metrics) {
        consumer = metrics;
    }

    /** What its requests meet on their way. */
    public SimulatedProcess crossing(SimulatedHttp.Crossing other) {
        crossing = other;
        return this;
    }

    @Override
    public SimulatedHttp.Crossing crossing() {
        return crossing;
    }

    public void die() {
        dead = true;
    }

    /** The clock that everybody shares, Domo too. */
    public static Clock clock(SimulatedTime time) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(time.epochMs());
            }
        };
    }

    // ---- what the task has

    @Override
    public Ticker ticker() {
        return time::nowMs;
    }

    @Override
    public DomoHttp http(DomoConnectionConfig config, int maxConnections) {
        return SimulatedHttp.open(
                config, maxConnections, this, new SimulatedThreads(time, 1000), clock(time), this::nanoTime);
    }

    private long nanoTime() {
        return time.nowMs() * 1_000_000;
    }

    @Override
    public RetryBudget budget(RetryPolicy policy) {
        return new RetryBudget(policy, this::nanoTime, random);
    }

    @Override
    public ConsumerMetrics consumer(String connector, int task, String clientId) {
        return consumer == null ? TaskRuntime.super.consumer(connector, task, clientId) : consumer;
    }

    @Override
    public ScheduledExecutorService uploaders(String taskName, int threads) {
        return new SimulatedThreads(time, threads);
    }

    @Override
    public ExecutorService rows() {
        return new OwnThread();
    }

    @Override
    public Runnable poll(BlockingQueue<Runnable> queue, long timeoutMs) {
        long end = time.nowMs() + timeoutMs;
        while (queue.isEmpty() && time.nowMs() < end) {
            time.sleep(1);
        }
        return queue.poll();
    }

    // ---- its network

    @Override
    public SimulatedHttp.Way next(String method, String path) {
        if (dead) {
            throw new SimulatedHttp.Dead();
        }
        return network.apply(method, path);
    }

    @Override
    public void sleep(long ms) {
        time.sleep(ms);
    }

    @Override
    public void later(long ms, Runnable request) {
        time.start(ms, request);
    }

    @Override
    public boolean dead() {
        return dead;
    }
}
