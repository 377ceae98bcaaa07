package io.connectdomo.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Lets a fault happen to a request. */
final class FaultInjector {

    /** What the request would do without the fault. */
    @FunctionalInterface
    interface Work {
        Reply run();
    }

    private static final String MAINTENANCE =
            "<!DOCTYPE html><html><head><title>Domo Maintenance</title></head><body>We'll be back soon.</body></html>";
    private static final String BLOCKED =
            "<!DOCTYPE html><html><head><title>Domo - Blocked</title></head><body>Access denied.</body></html>";

    private final Waiting waiting;

    FaultInjector(Waiting waiting) {
        this.waiting = waiting;
    }

    Reply answer(Fault fault, Work work) throws InterruptedException {
        return switch (fault.kind()) {
            case DELAY -> late(fault, work);
            case SLOW_REPLY -> work.run().dripping(fault.delay());
            default -> {
                if (fault.afterWork()) {
                    work.run();
                }
                yield instead(fault);
            }
        };
    }

    private Reply late(Fault fault, Work work) throws InterruptedException {
        if (fault.afterWork()) {
            Reply reply = work.run();
            waiting.sleep(fault.delay());
            return reply;
        }
        waiting.sleep(fault.delay());
        return work.run();
    }

    private static Reply instead(Fault fault) {
        Reply reply = switch (fault.kind()) {
            case STATUS -> status(fault);
            case MAINTENANCE -> Reply.html(fault.status(), fault.body() == null ? MAINTENANCE : fault.body());
            case BLOCKED -> Reply.html(fault.status(), fault.body() == null ? BLOCKED : fault.body());
            case PLAIN -> Reply.text(fault.status(), fault.body() == null ? "Forbidden" : fault.body());
            case EMPTY -> Reply.empty(fault.status());
            default -> Reply.DROPPED;
        };
        return fault.retryAfter() == null ? reply : reply.withHeader("Retry-After", fault.retryAfter());
    }

    private static Reply status(Fault fault) {
        if (fault.body() == null) {
            return Reply.json(fault.status(), DomoError.body(fault.status(), "Set by a fault of the emulator"));
        }
        return Reply.jsonText(fault.status(), fault.body());
    }

    void drip(OutputStream out, byte[] body, Duration pause) throws IOException, InterruptedException {
        for (byte b : body) {
            out.write(b);
            out.flush();
            waiting.sleep(pause);
        }
    }
}
