package io.connectdomo.sink.batch;

import io.connectdomo.sink.task.Mailbox;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks Domo one thing at a time; what follows from the answer happens on the task thread. */
public final class OneAtATime {
    private final Lane lane;
    private final Mailbox mailbox;
    private boolean underWay;

    public OneAtATime(Lane lane, Mailbox mailbox) {
        this.lane = lane;
        this.mailbox = mailbox;
    }

    public boolean isUnderWay() {
        return underWay;
    }

    /**
     * Asks.
     *
     * @param request on an uploader thread, tried until it succeeds; returns what to do then
     * @param failed what to do when Domo won't have it
     */
    public void ask(String what, Supplier<Runnable> request, Consumer<RuntimeException> failed) {
        underWay = true;
        lane.submit(new SimpleCall(what, () -> answered(request.get()), cause -> answered(() -> failed.accept(cause))));
    }

    private void answered(Runnable next) {
        mailbox.post(() -> {
            underWay = false;
            next.run();
        });
    }
}
