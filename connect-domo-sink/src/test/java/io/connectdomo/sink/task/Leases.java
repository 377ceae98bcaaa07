package io.connectdomo.sink.task;

/** What a task's thread does to its lease, for tests in other packages. */
public final class Leases {
    private Leases() {}

    public static void polled(Lease lease) {
        lease.polled();
    }

    public static void end(Lease lease) {
        lease.end();
    }
}
