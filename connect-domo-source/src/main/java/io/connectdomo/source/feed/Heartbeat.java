package io.connectdomo.source.feed;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** One small record now and then that carries a feed's offset, also where the feed itself has nothing to say. */
final class Heartbeat {
    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.connectdomo.Heartbeat")
            .version(1)
            .doc("A source partition is alive, and its offset is stored.")
            .field("feed", Schema.STRING_SCHEMA)
            .field("instance", Schema.STRING_SCHEMA)
            .field("stream", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final String topic;
    private final long intervalMs;
    private final LongSupplier elapsedMs;
    private long nextAt;

    /**
     * @param intervalMs 0 for none
     */
    Heartbeat(String topic, long intervalMs, LongSupplier elapsedMs) {
        this.topic = topic;
        this.intervalMs = intervalMs;
        this.elapsedMs = elapsedMs;
        this.nextAt = elapsedMs.getAsLong();
    }

    /** The record, when it is time for one; the first as soon as there is an offset, so that {@code now} is anchored. */
    Optional<SourceRecord> due(Feed feed) {
        Map<String, Object> offset = isDue() ? feed.offset() : null;
        if (offset == null) {
            return Optional.empty();
        }
        nextAt = elapsedMs.getAsLong() + intervalMs;
        Struct value = new Struct(SCHEMA);
        feed.partition().forEach(value::put);
        return Optional.of(new SourceRecord(feed.partition(), offset, topic, null, SCHEMA, value, SCHEMA, value));
    }

    /** How long the feed may rest at most. */
    long atMostMs(long dueInMs) {
        return intervalMs == 0 ? dueInMs : Math.min(dueInMs, Math.max(0, nextAt - elapsedMs.getAsLong()));
    }

    private boolean isDue() {
        return intervalMs > 0 && elapsedMs.getAsLong() >= nextAt;
    }
}
