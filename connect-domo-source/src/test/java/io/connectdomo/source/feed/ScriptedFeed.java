package io.connectdomo.source.feed;

import io.connectdomo.source.metrics.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;

/** Does what it is told to; at rest when the script is over. */
final class ScriptedFeed implements Feed, FeedOpener {
    private static final long REST_MS = 3_600_000;

    private final String kind;
    private final String name;
    private final Deque<Supplier<Step>> script = new ArrayDeque<>();
    private final CountDownLatch never = new CountDownLatch(1);
    final AtomicInteger steps = new AtomicInteger();
    final List<Optional<Map<String, Object>>> opened = new ArrayList<>();
    private Supplier<Step> afterwards = () -> new Step(List.of(), REST_MS, true);
    private Map<String, Object> offset = Map.of("v", 1L);
    int hastened;

    ScriptedFeed(String name) {
        this(name, name);
    }

    ScriptedFeed(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    ScriptedFeed brings(int first, int count) {
        return brings(first, count, 0);
    }

    ScriptedFeed brings(int first, int count, long dueInMs) {
        return does(() -> new Step(
                IntStream.range(first, first + count).mapToObj(this::record).toList(), dueInMs, true));
    }

    /** At every step, as often as it is due. */
    ScriptedFeed bringsForEver(long everyMs) {
        return doesForEver(() -> new Step(List.of(record(0)), everyMs, true));
    }

    ScriptedFeed answersForEver(long everyMs) {
        return doesForEver(() -> new Step(List.of(), everyMs, true));
    }

    ScriptedFeed fails(Throwable failure) {
        return does(() -> {
            throw sneaky(failure);
        });
    }

    ScriptedFeed failsForEver(Throwable failure) {
        return doesForEver(() -> {
            throw sneaky(failure);
        });
    }

    ScriptedFeed hangs() {
        return doesForEver(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("It was ended");
        });
    }

    ScriptedFeed does(Supplier<Step> step) {
        script.add(step);
        return this;
    }

    ScriptedFeed doesForEver(Supplier<Step> step) {
        afterwards = step;
        return this;
    }

    ScriptedFeed withoutOffset() {
        offset = null;
        return this;
    }

    @Override
    public Feed open(Optional<Map<String, Object>> behind) {
        opened.add(behind);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> partition() {
        Map<String, String> partition = new LinkedHashMap<>();
        partition.put("feed", kind);
        partition.put("instance", "acme");
        return partition;
    }

    @Override
    public Step step() {
        steps.incrementAndGet();
        Supplier<Step> next = script.poll();
        return (next == null ? afterwards : next).get();
    }

    @Override
    public void hasten() {
        hastened++;
    }

    @Override
    public Progress progress() {
        return Progress.UNKNOWN;
    }

    @Override
    public Map<String, Object> offset() {
        return offset;
    }

    SourceRecord record(int value) {
        return new SourceRecord(partition(), Map.of("at", (long) value), "t", null, null, value);
    }

    private static RuntimeException sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
