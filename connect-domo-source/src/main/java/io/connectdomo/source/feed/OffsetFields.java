package io.connectdomo.source.feed;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads a source offset as Connect returns it, or an operator wrote it; what is wrong is said with the partition. */
public final class OffsetFields {
    public static final String VERSION = "v";

    private final Map<String, ?> partition;
    private final Map<String, ?> offset;
    private final OptionalLong now;

    /** One that a task wrote: Domo's clock may have been ahead, and it has to be able to go on. */
    public OffsetFields(Map<String, ?> partition, Map<String, ?> offset) {
        this(partition, offset, OptionalLong.empty());
    }

    private OffsetFields(Map<String, ?> partition, Map<String, ?> offset, OptionalLong now) {
        this.partition = partition;
        this.offset = offset;
        this.now = now;
    }

    /**
     * One that an operator wants to set: times that he can't have meant are refused.
     *
     * @param now epoch milliseconds
     */
    public static OffsetFields ofOperator(Map<String, ?> partition, Map<String, ?> offset, long now) {
        return new OffsetFields(partition, offset, OptionalLong.of(now));
    }

    /**
     * Refuses every version but {@code known}.
     *
     * @throws ConnectException as every method here, where the offset cannot be used
     */
    public void version(long known) {
        long version = number(VERSION);
        require(
                version == known,
                VERSION,
                "is " + version + ", and this release of connect-domo knows version " + known + " only: "
                        + "run the release that wrote it, or reset this offset to begin anew");
    }

    /** Refuses fields besides {@code v} and these: most are misspelt. */
    public void only(String... known) {
        List<String> names = List.of(known);
        for (String name : offset.keySet()) {
            require(name.equals(VERSION) || names.contains(name), name, "is not known; there are " + names);
        }
    }

    public boolean has(String field) {
        return offset.get(field) != null;
    }

    /** A whole number; JSON brings small ones as Integer. */
    public long number(String field) {
        Object value = offset.get(field);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw refused(field, value == null ? "is missing" : "must be a whole number", null);
    }

    /** Epoch milliseconds. */
    public long time(String field) {
        long time = number(field);
        require(time >= 0, field, "must be milliseconds since 1970");
        if (now.isPresent()) {
            TimeReading.problem(time, now.getAsLong()).ifPresent(problem -> require(false, field, problem));
        }
        return time;
    }

    /** Empty where it is absent. */
    public String text(String field) {
        Object value = offset.get(field);
        require(value == null || value instanceof String, field, "must be a text");
        return value == null ? "" : (String) value;
    }

    /**
     * Refuses a packed state that cannot be unpacked.
     *
     * @param unpacking throws an {@link IllegalArgumentException} then
     */
    public void requireReadable(String field, Runnable unpacking) {
        try {
            unpacking.run();
        } catch (IllegalArgumentException e) {
            throw refused(field, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    public void require(boolean holds, String field, String problem) {
        if (!holds) {
            throw refused(field, problem, null);
        }
    }

    private ConnectException refused(String field, String problem, Throwable cause) {
        return new ConnectException(
                "The offset of the source partition " + partition + " cannot be used: '" + field + "' " + problem + ".",
                cause);
    }
}
