package io.connectdomo.sink.commit;

import io.connectdomo.sink.metrics.Resolution;

/**
 * How a commit ended, for certain.
 *
 * @param <R> what a commit that worked leaves
 */
public sealed interface Outcome<R> {
    /** One method for each outcome, so that the compiler names who forgets one. */
    interface Handler<R> {
        void handle(Committed<R> outcome);

        void handle(Incomplete<R> outcome);

        void handle(NotWritten<R> outcome);

        void handle(TakenOver<R> outcome);

        void handle(Hindered<R> outcome);

        void handle(Rejected<R> outcome);

        void handle(NotSent<R> outcome);

        void handle(Unresolved<R> outcome);
    }

    void to(Handler<R> handler);

    /** What it says about a commit whose outcome was not known before. */
    default Resolution resolution() {
        return Resolution.UNRESOLVED;
    }

    /** It is written. */
    record Committed<R>(R result) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }

        @Override
        public Resolution resolution() {
            return Resolution.COMMITTED;
        }
    }

    /** It is written, and what belongs to it could not be done. */
    record Incomplete<R>(R result, RuntimeException cause) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }
    }

    /** It is not written and never will be by what was sent; it must be written again. */
    record NotWritten<R>(String why) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }

        @Override
        public Resolution resolution() {
            return Resolution.ABSENT;
        }
    }

    /**
     * As before, but only because a partition of it was taken over by another task and it was therefore not sent, or not sent
     * again: it says nothing about Domo.
     */
    record TakenOver<R>(String why) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }

        @Override
        public Resolution resolution() {
            return Resolution.ABSENT;
        }
    }

    /** Not sent, or found out not to be written, and not to be sent as things are now. */
    record Hindered<R>(Obstacle obstacle) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }
    }

    /** Domo said no, and would say it again. */
    record Rejected<R>(RuntimeException cause) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }
    }

    /** Not one byte of it ever left, for as long as the retry budget lasted. */
    record NotSent<R>(RuntimeException cause) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }
    }

    /** Whether it is written can't be found out within the retry budget. */
    record Unresolved<R>(RuntimeException cause) implements Outcome<R> {
        @Override
        public void to(Handler<R> handler) {
            handler.handle(this);
        }
    }
}
