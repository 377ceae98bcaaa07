package io.connectdomo.source.feed;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;

/** One small record now and then that carries a feed's offset, also where the feed itself has nothing to say. */
final class Heartbeat {
    private static final String ANSWERED_AT = "answeredAt";
    private static final String IDLE = "idle";

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.connectdomo.Heartbeat")
            .version(1)
            .doc("A source partition.")
            .field("feed", Schema.STRING_SCHEMA)
            .field("instance", Schema.STRING_SCHEMA)
            .field("stream", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    static final Schema VALUE = SchemaBuilder.struct()
            .name("io.connectdomo.HeartbeatValue")
            .version(2)
            .doc("A source partition's offset is stored, and Domo has answered it, now or when it was last asked.")
            .field("feed", Schema.STRING_SCHEMA)
            .field("instance", Schema.STRING_SCHEMA)
            .field("stream", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    ANSWERED_AT,
                    Timestamp.builder()
                            .optional()
                            .doc("When Domo last answered, by the worker's clock")
                            .build())
            .field(
                    IDLE,
                    SchemaBuilder.bool()
                            .optional()
                            .doc("Whether Domo has not been asked since the last heartbeat, for nothing was due")
                            .build())
            .build();

    private final String topic;
    private final long intervalMs;
    private final LongSupplier elapsedMs;
    private final LongSupplier wallMs;
    private long nextAt;
    private boolean withoutOffset;
    private boolean answered;
    private long answeredAtMs;

    /**
     * @param intervalMs 0 for none
     * @param wallMs for people
     */
    Heartbeat(String topic, long intervalMs, LongSupplier elapsedMs, LongSupplier wallMs) {
        this.topic = topic;
        this.intervalMs = intervalMs;
        this.elapsedMs = elapsedMs;
        this.wallMs = wallMs;
        this.nextAt = elapsedMs.getAsLong();
    }

    /**
     * The record, when it is time for one; the first as soon as there is an offset, so that {@code now} is anchored. None before
     * Domo has answered.
     *
     * @param answers whether Domo has just answered the feed
     */
    Optional<SourceRecord> due(Feed feed, boolean answers) {
        if (answers) {
            answered = true;
            answeredAtMs = wallMs.getAsLong();
        }
        if (!isDue()) {
            return Optional.empty();
        }
        Map<String, Object> offset = feed.offset();
        withoutOffset = offset == null || answeredAtMs == 0;
        if (withoutOffset) {
            return Optional.empty();
        }
        nextAt = elapsedMs.getAsLong() + intervalMs;
        Struct key = new Struct(SCHEMA);
        Struct value = new Struct(VALUE)
                .put(ANSWERED_AT, Timestamp.toLogical(Timestamp.SCHEMA, answeredAtMs))
                .put(IDLE, !answered);
        feed.partition().forEach((name, text) -> {
            key.put(name, text);
            value.put(name, text);
        });
        answered = false;
        return Optional.of(new SourceRecord(feed.partition(), offset, topic, null, SCHEMA, key, VALUE, value));
    }

    /** How long the feed may rest at most. A heartbeat that waits for an offset is none to wake for: only Domo's answer brings it. */
    long atMostMs(long dueInMs) {
        return intervalMs == 0 || withoutOffset
                ? dueInMs
                : Math.min(dueInMs, Math.max(0, nextAt - elapsedMs.getAsLong()));
    }

    private boolean isDue() {
        return intervalMs > 0 && elapsedMs.getAsLong() >= nextAt;
    }
}
