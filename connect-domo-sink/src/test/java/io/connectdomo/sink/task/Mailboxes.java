package io.connectdomo.sink.task;

/** Reads a mailbox as the task does. */
public final class Mailboxes {
    private Mailboxes() {}

    public static void drain(Mailbox mailbox) {
        mailbox.drain();
    }
}
