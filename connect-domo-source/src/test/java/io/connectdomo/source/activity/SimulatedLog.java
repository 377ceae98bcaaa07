package io.connectdomo.source.activity;

import io.connectdomo.common.http.DomoException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Domo's log as it may be: entries that show late, change their texts, have twins; limits and bounds as they come. */
final class SimulatedLog implements ActivityLog {
    /** How Domo behaves in what its pages leave open. */
    record Habits(
            int trueLimit,
            boolean startInclusive,
            boolean endInclusive,
            boolean ascending,
            Nodes nodes,
            double emptyOnce,
            int fits) {
        /** One node, which makes no mistakes. */
        Habits(int trueLimit, boolean startInclusive, boolean endInclusive, boolean ascending) {
            this(trueLimit, startInclusive, endInclusive, ascending, Nodes.ONE, 0, Integer.MAX_VALUE);
        }

        Habits with(Nodes other) {
            return new Habits(trueLimit, startInclusive, endInclusive, ascending, other, emptyOnce, fits);
        }

        /** @param share of the replies that hold nothing, never twice of the same time */
        Habits emptyOnce(double share) {
            return new Habits(trueLimit, startInclusive, endInclusive, ascending, nodes, share, fits);
        }

        /** @param most entries that are not too large for a reply */
        Habits fits(int most) {
            return new Habits(trueLimit, startInclusive, endInclusive, ascending, nodes, emptyOnce, most);
        }
    }

    /**
     * Who answers.
     *
     * @param ahead of the true time in milliseconds, each node's clock
     */
    record Nodes(List<Long> ahead) {
        static final Nodes ONE = new Nodes(List.of(0L));

        long slowest() {
            return ahead.stream().mapToLong(Long::longValue).min().orElse(0);
        }
    }

    /**
     * @param visibleAt when it shows
     * @param changesAt when its text changes
     * @param odd whether it can't be read
     */
    record Event(long time, int identity, int content, long visibleAt, long changesAt, boolean odd) {
        Event(long time, int identity, int content, long visibleAt, long changesAt) {
            this(time, identity, content, visibleAt, changesAt, false);
        }

        LogRow row(long now) {
            int text = now >= changesAt ? ~content : content;
            return odd ? ODD : new LogRow(time, mixed(identity), mixed(identity + 0x5151_5151L), mixedInt(text), null);
        }

        private static int mixedInt(long value) {
            return (int) mixed(value);
        }

        private static long mixed(long value) {
            long z = (value + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
            z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
            return z ^ z >>> 31;
        }
    }

    /** Of no time, as what can't be read has none. */
    private static final LogRow ODD = new LogRow(0, 0, 0, 0, null);

    private final List<Event> events;
    private final Habits habits;
    private final SimulatedTime time;
    private final Random random;
    private final List<Long> round = new ArrayList<>();
    private final List<PageRequest> emptied = new ArrayList<>();
    private int requests;
    private int rowsSent;

    SimulatedLog(List<Event> events, Habits habits, SimulatedTime time) {
        this.events = new ArrayList<>(events);
        this.events.sort(Comparator.comparingLong(Event::time));
        this.habits = habits;
        this.time = time;
        this.random = new Random(events.size());
    }

    int requests() {
        return requests;
    }

    int rowsSent() {
        return rowsSent;
    }

    /** Null where it would be too large. */
    @Override
    public Page page(PageRequest request) {
        requests++;
        time.passRequest();
        if (time.domoIsDown()) {
            throw new DomoException.Retriable("simulated outage", null, true, null);
        }
        long now = time.server();
        List<LogRow> rows = habits.ascending() ? ascending(request, now) : descending(request, now);
        if (rows.size() > habits.fits()) {
            return null;
        }
        if (random.nextDouble() < habits.emptyOnce() && emptied.stream().noneMatch(other -> overlap(other, request))) {
            emptied.add(request);
            rows = List.of();
        }
        rowsSent += rows.size();
        Instant date = Instant.ofEpochSecond(Math.floorDiv(now + nextNode(), 1000));
        time.passRequest();
        List<LogRow> readable = rows.stream().filter(row -> row.time() != 0).toList();
        return new Page(readable, rows.size(), Optional.of(date));
    }

    private static boolean overlap(PageRequest one, PageRequest other) {
        return one.start() <= other.end() && other.start() <= one.end();
    }

    /** In no order, but each comes in its turn. */
    private long nextNode() {
        if (round.isEmpty()) {
            round.addAll(habits.nodes().ahead());
            Collections.shuffle(round, random);
        }
        return round.remove(round.size() - 1);
    }

    private List<LogRow> descending(PageRequest request, long now) {
        List<LogRow> rows = new ArrayList<>();
        int most = Math.min(request.limit(), habits.trueLimit());
        int skip = request.offset();
        for (int i = last(request.end()); i >= 0 && rows.size() < most; i--) {
            Event event = events.get(i);
            if (habits.startInclusive() ? event.time() < request.start() : event.time() <= request.start()) {
                break;
            }
            if (event.visibleAt() <= now && skip-- <= 0) {
                rows.add(event.row(now));
            }
        }
        return rows;
    }

    private List<LogRow> ascending(PageRequest request, long now) {
        int most = Math.min(request.limit(), habits.trueLimit());
        return events.stream()
                .filter(e -> habits.startInclusive() ? e.time() >= request.start() : e.time() > request.start())
                .filter(e -> habits.endInclusive() ? e.time() <= request.end() : e.time() < request.end())
                .filter(e -> e.visibleAt() <= now)
                .skip(request.offset())
                .limit(most)
                .map(e -> e.row(now))
                .toList();
    }

    /** Index of the last event that {@code end} lets in. */
    private int last(long end) {
        long bound = habits.endInclusive() ? end : end - 1;
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).time() <= bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
