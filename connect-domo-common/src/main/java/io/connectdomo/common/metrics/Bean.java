package io.connectdomo.common.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.management.ObjectName;

/** A bean before it is registered: what its name says beside connector and task, and what its attributes read. */
public final class Bean {
    private final String type;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<Metric, LongSupplier> attributes = new LinkedHashMap<>();
    private final Map<String, Text> texts = new LinkedHashMap<>();

    record Text(String meaning, Supplier<String> value) {}

    private Bean(String type) {
        this.type = type;
        tags.put("kind", type);
    }

    /**
     * A bean without keys or attributes so far.
     *
     * @param type {@code sink-task}, {@code sink-destination}, {@code source-task} or {@code source-feed}
     */
    public static Bean of(String type) {
        return new Bean(type);
    }

    /** A key with a value out of a few. */
    public Bean key(String name, String word) {
        keys.put(name, word);
        tags.put(name, word);
        return this;
    }

    /** A key with a value from outside. */
    public Bean quoted(String name, String value) {
        keys.put(name, ObjectName.quote(value));
        tags.put(name, value);
        return this;
    }

    /** The whole catalogue, but for attributes that the bean has already; read on the asking thread. */
    public <M extends Enum<M> & Metric> Bean with(Class<M> catalogue, MetricReader<M> reader) {
        for (M metric : catalogue.getEnumConstants()) {
            boolean there = attributes.keySet().stream()
                    .anyMatch(each -> each.attribute().equals(metric.attribute()));
            if (!there) {
                attributes.put(metric, () -> reader.get(metric));
            }
        }
        return this;
    }

    /**
     * A text to read, in JMX only; asked on the asking thread.
     *
     * @param meaning a sentence without its end
     */
    public Bean text(String name, String meaning, Supplier<String> value) {
        texts.put(name, new Text(meaning, value));
        return this;
    }

    String type() {
        return type;
    }

    Map<String, Text> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** Beside connector and task, in their order, as they stand in the name. */
    Map<String, String> keys() {
        return Collections.unmodifiableMap(keys);
    }

    /** For the worker's own metrics: type (under another name, because that one is taken there) and keys as they are. */
    Map<String, String> tags() {
        return Collections.unmodifiableMap(tags);
    }

    Map<Metric, LongSupplier> attributes() {
        return Collections.unmodifiableMap(attributes);
    }
}
