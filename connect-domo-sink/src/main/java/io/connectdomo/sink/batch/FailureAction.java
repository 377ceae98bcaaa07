package io.connectdomo.sink.batch;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.task.Failure;
import io.connectdomo.sink.upload.Lane;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when a destination can't go on ({@code destination.failure.action}). Task thread only. */
public final class FailureAction {
    private static final Logger log = LoggerFactory.getLogger(FailureAction.class);

    private static final int NOT_FOUND = 404;

    private final Object destination;
    private final boolean park;
    private final Failure failure;
    private final Lane lane;
    private final Consumer<String> giveUp;
    private boolean stopped;

    public FailureAction(Object destination, boolean park, Failure failure, Lane lane, Batches<?> batches) {
        this(destination, park, failure, lane, batches::abandonUnsent);
    }

    /**
     * @param destination its name, as {@link Object#toString} tells it by then
     * @param giveUp lets go of all that was not sent, told why
     */
    public FailureAction(Object destination, boolean park, Failure failure, Lane lane, Consumer<String> giveUp) {
        this.destination = destination;
        this.park = park;
        this.failure = failure;
        this.lane = lane;
        this.giveUp = giveUp;
    }

    /**
     * Why something can't be read or written, where Domo says that there is no such thing.
     *
     * @param what it is, with its article
     * @param otherwise what to say where Domo says anything else
     * @param there whether it was there before
     */
    public static String goneOr(String what, String otherwise, Throwable cause, boolean there) {
        boolean gone = cause instanceof DomoException.Refused no && no.status() == NOT_FOUND && no.json();
        if (!gone) {
            return otherwise;
        }
        return there
                ? what
                        + " is gone, or not shared any more with the token's user. Offsets are not committed and nothing is lost."
                : what
                        + " does not exist, or is not shared with the token's user. Offsets are not committed and nothing is lost.";
    }

    /** Nothing more is sent for the destination; its partitions stay paused. */
    public boolean stopped() {
        return stopped;
    }

    /**
     * Fails the task, or parks this destination.
     *
     * @param cause may be null
     */
    public void fail(String what, Throwable cause) {
        if (stopped) {
            return;
        }
        stopped = true;
        lane.close();
        String message = destination + ": " + what + (cause == null ? "" : " " + cause.getMessage())
                + (cause instanceof DomoException.Unauthorized no ? " " + no.cure() : "");
        if (park) {
            lane.metrics().parked();
            log.error(
                    "{} -- It is parked until the task restarts (destination.failure.action=park); the others go on",
                    message,
                    cause);
            giveUp.accept("the destination is parked");
        } else {
            failure.report(new ConnectException(message, cause));
        }
    }
}
