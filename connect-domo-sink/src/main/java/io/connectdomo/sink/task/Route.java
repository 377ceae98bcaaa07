package io.connectdomo.sink.task;

import org.apache.kafka.connect.sink.SinkRecord;

/** The way of one topic's records (the topic after SMTs) into a destination. Task thread only. */
public interface Route {
    Destination destination();

    /**
     * Takes the record into the destination's open batch, reports it as errant, skips it, or pins the feed so that it is
     * read again. The caller has made sure that the feed does not have it already.
     *
     * @param offset the record's original offset
     */
    void write(Feed feed, SinkRecord record, long offset, long nowMs);

    /**
     * A record that is passed over because its partition goes back to an earlier one and brings it again: a look at what it will
     * need then.
     */
    default void foresee(SinkRecord record) {}
}
