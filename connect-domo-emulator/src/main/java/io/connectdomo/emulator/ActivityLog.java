package io.connectdomo.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The activity log (product-apis.md, "Activity Log API"; observed-behaviour.md 5): entries without an id, newest first, that may
 * show late, come as twins and change their texts. Thread-safe; requests wait for each other.
 */
public final class ActivityLog {

    /** An entry that can be changed; what is changed is a new {@link FeedEntry}. */
    private static final class Held {
        private FeedEntry entry;

        Held(FeedEntry entry) {
            this.entry = entry;
        }
    }

    private final Clock clock;
    private final NavigableMap<Long, List<Held>> byTime = new TreeMap<>();
    private final Map<Long, Held> byHandle = new HashMap<>();
    private final List<GeneratedLog> generated = new ArrayList<>();
    private long lastHandle;

    ActivityLog(Clock clock) {
        this.clock = clock;
    }

    /** Somebody viewed a page; it shows at its own time. */
    public static FeedEntry entry(Instant time) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("userName", "Emulator");
        fields.put("userId", "1");
        fields.put("userType", "USER");
        fields.put("actorName", null);
        fields.put("actorId", null);
        fields.put("actionType", "VIEWED");
        fields.put("objectName", "Overview");
        fields.put("objectId", "1");
        fields.put("objectType", "PAGE");
        fields.put("additionalComment", "Emulator viewed page 'Overview'.");
        fields.put("time", time.toEpochMilli());
        fields.put("eventText", "Viewed page");
        fields.put("clientId", null);
        fields.put("authenticationMethod", "DEV_TOKEN");
        return FeedEntry.of(fields, time);
    }

    /**
     * Adds an entry.
     *
     * @return a handle for {@link #change}: the entry itself has no id
     * @throws IllegalArgumentException when its {@code time} is not a number
     */
    public synchronized long add(FeedEntry entry) {
        if (!(entry.fields().get("time") instanceof Number time)) {
            throw new IllegalArgumentException("An entry of the activity log needs a 'time' in milliseconds");
        }
        Held held = new Held(entry);
        byTime.computeIfAbsent(time.longValue(), ignored -> new ArrayList<>(1)).add(held);
        lastHandle++;
        byHandle.put(lastHandle, held);
        return lastHandle;
    }

    /** Adds several. */
    public synchronized void addAll(Collection<FeedEntry> entries) {
        entries.forEach(this::add);
    }

    /**
     * From now on fields of an entry say something else. Its time is what it is kept by and stays.
     *
     * @throws IllegalArgumentException for an unknown handle, and for a change of {@code time}
     */
    public synchronized void change(long handle, Map<String, ?> fields) {
        Held held = byHandle.get(handle);
        if (held == null || fields.containsKey("time")) {
            throw new IllegalArgumentException(
                    held == null ? "No entry has the handle " + handle : "The time of an entry stays");
        }
        held.entry = held.entry.changing(clock.instant(), fields);
    }

    /** Adds a log that is computed when asked for. */
    public synchronized void generate(GeneratedLog log) {
        generated.add(log);
    }

    /** How many entries there are, whether they show yet or not. */
    public synchronized long size() {
        return byHandle.size()
                + generated.stream().mapToLong(GeneratedLog::events).sum();
    }

    /** Takes all away. */
    public synchronized void clear() {
        byTime.clear();
        byHandle.clear();
        generated.clear();
    }

    /** The entries that show now, newest first. */
    synchronized List<Map<String, Object>> page(AuditQuery query, long offset, int limit) {
        Instant now = clock.instant();
        List<Backwards> walks = walks(query);
        List<Map<String, Object>> page = new ArrayList<>();
        long before = offset;
        for (Backwards walk = newest(walks); walk != null && page.size() < limit; walk = newest(walks)) {
            long skipped = before > 0 && query.filter().isEmpty() && alone(walk, walks) ? walk.skip(before, now) : 0;
            before -= skipped;
            if (skipped > 0) {
                continue;
            }
            if (counts(walk, query, now)) {
                if (before > 0) {
                    before--;
                } else {
                    page.add(walk.fields(now));
                }
            }
            walk.next();
        }
        return page;
    }

    private static boolean alone(Backwards walk, List<Backwards> walks) {
        return walks.stream().allMatch(other -> other == walk || other.done());
    }

    /** How many entries of the query show now. */
    synchronized long count(AuditQuery query) {
        Instant now = clock.instant();
        long count = 0;
        for (Backwards walk : walks(query)) {
            for (; !walk.done(); walk.next()) {
                count += counts(walk, query, now) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean counts(Backwards walk, AuditQuery query, Instant now) {
        return walk.shown(now) && (query.filter().isEmpty() || query.passes(walk.fields(now)));
    }

    private List<Backwards> walks(AuditQuery query) {
        List<Backwards> walks = new ArrayList<>();
        if (query.from() < query.to()) {
            walks.add(new Walk(byTime.subMap(query.from(), true, query.to(), false)));
            generated.forEach(log -> walks.add(log.backwards(query.from(), query.to())));
        }
        return walks;
    }

    private static Backwards newest(List<Backwards> walks) {
        Backwards newest = null;
        for (Backwards walk : walks) {
            if (!walk.done() && (newest == null || walk.time() > newest.time())) {
                newest = walk;
            }
        }
        return newest;
    }

    /** Within a millisecond the entry that was added last comes first. */
    private static final class Walk implements Backwards {
        private final Iterator<Map.Entry<Long, List<Held>>> times;
        private Map.Entry<Long, List<Held>> time;
        private int index;

        Walk(NavigableMap<Long, List<Held>> window) {
            this.times = window.descendingMap().entrySet().iterator();
            next();
        }

        @Override
        public boolean done() {
            return time == null;
        }

        @Override
        public long time() {
            return time.getKey();
        }

        @Override
        public boolean shown(Instant now) {
            return time.getValue().get(index).entry.shown(now);
        }

        @Override
        public Map<String, Object> fields(Instant now) {
            return time.getValue().get(index).entry.at(now);
        }

        @Override
        public void next() {
            index--;
            if (index < 0) {
                time = times.hasNext() ? times.next() : null;
                index = time == null ? 0 : time.getValue().size() - 1;
            }
        }
    }
}
