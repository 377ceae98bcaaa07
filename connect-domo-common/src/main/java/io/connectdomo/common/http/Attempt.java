package io.connectdomo.common.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.Cancellable;

/** One attempt at a request: whether it was sent, and whether its time is up. */
final class Attempt implements AutoCloseable {
    /** Written at once; after each of them the attempt counts as alive. */
    private static final int PIECE = 64 * 1024;

    private final Watchdog watchdog;
    private final Cancellable exchange;
    private final Duration stall;
    private final Future<?> deadline;
    private volatile Future<?> stallCheck;
    private volatile long progressAt;
    private volatile boolean sent;
    private volatile String cutOff;

    /**
     * @param left time until the hard deadline, null without one
     * @param stall longest time in which Domo may take nothing of the body
     */
    Attempt(Watchdog watchdog, Cancellable exchange, Duration left, Duration whole, Duration stall) {
        this.watchdog = watchdog;
        this.exchange = exchange;
        this.stall = stall;
        this.deadline = left == null
                ? null
                : watchdog.after(left, () -> cutOff("its deadline of " + whole.toMillis() + " ms passed"));
    }

    /** From here on bytes may reach Domo. */
    void sending() throws IOException {
        if (cutOff != null) {
            throw new IOException("The attempt's time was up before it was sent");
        }
        sent = true;
    }

    boolean sent() {
        return sent;
    }

    /** Why the attempt was ended by us, or null. */
    String cutOff() {
        return cutOff;
    }

    void write(RequestBody body, OutputStream connection) throws IOException {
        progressAt = System.nanoTime();
        if (body.length() > PIECE) {
            stallCheck = watchdog.after(stall, this::checkStall);
        }
        try {
            body.writeTo(new Guarded(connection));
        } finally {
            stop(stallCheck);
            stallCheck = null;
        }
    }

    @Override
    public void close() {
        stop(deadline);
    }

    private void checkStall() {
        Duration idle = Duration.ofNanos(System.nanoTime() - progressAt);
        if (idle.compareTo(stall) >= 0) {
            cutOff("Domo took none of its body for " + stall.toMillis() + " ms");
        } else if (stallCheck != null) {
            stallCheck = watchdog.after(stall.minus(idle), this::checkStall);
        }
    }

    private void cutOff(String why) {
        cutOff = why;
        exchange.cancel();
    }

    private static void stop(Future<?> check) {
        if (check != null) {
            check.cancel(false);
        }
    }

    /** Lets no byte out after the time is up, and notes progress. */
    private final class Guarded extends OutputStream {
        private final OutputStream connection;

        Guarded(OutputStream connection) {
            this.connection = connection;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            for (int done = 0; done < count; done += PIECE) {
                if (cutOff != null) {
                    throw new IOException("The attempt's time is up");
                }
                connection.write(bytes, from + done, Math.min(PIECE, count - done));
                progressAt = System.nanoTime();
            }
        }

        @Override
        public void flush() throws IOException {
            connection.flush();
        }
    }
}
