package io.connectdomo.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Activity without memory: event {@code i} is a pure function of the seed and {@code i}, so that a year of log takes no space and
 * a test knows what to expect. Every event has an {@code objectId} of its own ({@code seed-i}), which only its twins share.
 * Events of the future show when their time has come, so that a log that begins now is live traffic. Immutable.
 *
 * @param seed logs of one seed and shape are the same
 * @param events how many there are, exactly
 * @param from no event is older
 * @param to all events are older
 * @param shape how they are spread in between
 * @param lateShare of the events, between 0 and 1: they show up to {@code maxDelay} after their time
 * @param maxDelay not exceeded by any event
 * @param twinShare of the events that repeat the one before in every field, the time included
 * @param changedShare of the events whose {@code additionalComment} says something else from {@code maxDelay / 2} after they
 *     showed
 */
public record GeneratedLog(
        long seed,
        long events,
        Instant from,
        Instant to,
        Shape shape,
        double lateShare,
        Duration maxDelay,
        double twinShare,
        double changedShare) {

    /** How events are spread over time. */
    public enum Shape {
        /** Evenly, but for a random shift. */
        STEADY,
        /** Of every 5 000 events 4 000 come within a hundredth of the time. */
        BURSTS,
        /** 365 equal days: of the events of each, 95 in 100 come between a third and three quarters of it. */
        NIGHTS;

        /** Where in the whole span event {@code index} of {@code events} begins, between 0 and 1; never falls. */
        double position(long index, long events) {
            if (this == STEADY || index >= events) {
                return (double) index / events;
            }
            return this == BURSTS ? inBursts(index, events) : byDay((double) index / events * DAYS) / DAYS;
        }

        private static double inBursts(long index, long events) {
            long start = index / BURST * BURST;
            long size = Math.min(BURST, events - start);
            double within = (double) (index - start) / size;
            double squeezed = within < 0.8 ? within / 80 : 0.01 + (within - 0.8) * 4.95;
            return (start + size * squeezed) / events;
        }

        /** Of the events before, to the time at which they are through, both in days. */
        private static double byDay(double events) {
            double day = Math.floor(events);
            double part = events - day;
            if (part < EARLY) {
                return day + MORNING * part / EARLY;
            }
            if (part < 1 - EARLY) {
                return day + MORNING + (EVENING - MORNING) * (part - EARLY) / (1 - 2 * EARLY);
            }
            return day + EVENING + (1 - EVENING) * (part - 1 + EARLY) / EARLY;
        }

        private static final int DAYS = 365;
        private static final double EARLY = 0.025;
        private static final double MORNING = 1.0 / 3;
        private static final double EVENING = 0.75;
        private static final long BURST = 5_000;
    }

    private static final long TIME = 1;
    private static final long LATE = 2;
    private static final long DELAY = 3;
    private static final long TWIN = 4;
    private static final long CHANGED = 5;
    private static final long WHO = 6;
    private static final long WHAT = 7;

    private static final String[] NAMES = {"Ada Palm", "Ben Okoro", "Chloé Roux", "Dai Sato", "Eva Lind", "Finn Ó Sé"};
    private static final String[] OBJECT_TYPES = {"PAGE", "CARD", "DATA_SOURCE", "DATAFLOW_TYPE", "ACCOUNT", "USER"};
    private static final String[] ACTIONS = {"VIEWED", "UPDATED", "CREATED", "SHARED", "EXPORTED", "DELETED"};
    private static final String[] VERBS = {"viewed", "updated", "created", "shared", "exported", "deleted"};

    public GeneratedLog {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(maxDelay, "maxDelay");
        if (events < 1 || !from.isBefore(to)) {
            throw new IllegalArgumentException("A log needs at least one event, and 'from' before 'to'");
        }
        for (double share : new double[] {lateShare, twinShare, changedShare}) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("A share is between 0 and 1, was " + share);
            }
        }
    }

    /** An even log whose events all show at once, without twins or changes. */
    public static GeneratedLog of(long seed, long events, Instant from, Instant to) {
        return new GeneratedLog(seed, events, from, to, Shape.STEADY, 0, Duration.ZERO, 0, 0);
    }

    /** In another shape. */
    public GeneratedLog shaped(Shape other) {
        return new GeneratedLog(seed, events, from, to, other, lateShare, maxDelay, twinShare, changedShare);
    }

    /** With late events. */
    public GeneratedLog late(double share, Duration upTo) {
        return new GeneratedLog(seed, events, from, to, shape, share, upTo, twinShare, changedShare);
    }

    /** With identical twins. */
    public GeneratedLog twins(double share) {
        return new GeneratedLog(seed, events, from, to, shape, lateShare, maxDelay, share, changedShare);
    }

    /** With texts that change. */
    public GeneratedLog changing(double share) {
        return new GeneratedLog(seed, events, from, to, shape, lateShare, maxDelay, twinShare, share);
    }

    /** Live traffic of so many events a second, from then on for a while. */
    public static GeneratedLog live(long seed, double perSecond, Instant from, Duration length) {
        return of(seed, Math.max(1, Math.round(perSecond * length.toMillis() / 1000)), from, from.plus(length));
    }

    /** What the control API takes; times in epoch milliseconds. */
    public Map<String, Object> toJson() {
        return GeneratedLogJson.write(this);
    }

    /** The time that event {@code index} tells, epoch milliseconds; never falls as the index rises. */
    public long time(long index) {
        long original = original(index);
        long span = to.toEpochMilli() - from.toEpochMilli();
        long begin = (long) (shape.position(original, events) * span);
        long gap = (long) (shape.position(original + 1, events) * span) - begin;
        return from.toEpochMilli() + begin + (gap <= 0 ? 0 : Math.floorMod(hash(original, TIME), gap));
    }

    /** When Domo shows it first, epoch milliseconds. */
    public long shownFrom(long index) {
        long most = maxDelay.toMillis();
        boolean late = most > 0 && chance(index, LATE, lateShare);
        return time(index) + (late ? 1 + Math.floorMod(hash(index, DELAY), most) : 0);
    }

    /** The event as Domo shows it first. */
    public Map<String, Object> event(long index) {
        return fields(index, Long.MIN_VALUE);
    }

    /** Walks over the events with {@code start <= time < end}, newest first. */
    Backwards backwards(long start, long end) {
        return new Walk(start, firstAt(end) - 1);
    }

    private Map<String, Object> fields(long index, long now) {
        long original = original(index);
        int who = (int) Math.floorMod(hash(original, WHO), (long) NAMES.length);
        int what = (int) Math.floorMod(hash(original, WHAT), (long) ACTIONS.length);
        int type = (int) Math.floorMod(hash(original, WHAT) >>> 32, (long) OBJECT_TYPES.length);
        String object = OBJECT_TYPES[type].toLowerCase(Locale.ROOT) + " " + original;
        boolean changed = chance(index, CHANGED, changedShare) && now >= shownFrom(index) + maxDelay.toMillis() / 2;
        Map<String, Object> fields = new LinkedHashMap<>(32);
        fields.put("userName", NAMES[who]);
        fields.put("userId", Integer.toString(1_000_000 + who));
        fields.put("userType", "USER");
        fields.put("actorName", NAMES[who]);
        fields.put("actorId", 1_000_000 + who);
        fields.put("actionType", ACTIONS[what]);
        fields.put("objectName", object);
        fields.put("objectId", seed + "-" + original);
        fields.put("objectType", OBJECT_TYPES[type]);
        fields.put(
                "additionalComment",
                NAMES[who] + " " + VERBS[what] + " " + object + (changed ? ", which was renamed later." : "."));
        fields.put("time", time(index));
        fields.put("eventText", "Someone " + VERBS[what] + " an object");
        fields.put("clientId", null);
        fields.put("authenticationMethod", "DEV_TOKEN");
        return fields;
    }

    /** A twin is made of the event before it, which may be a twin itself. */
    private long original(long index) {
        long original = index;
        while (original > 0 && chance(original, TWIN, twinShare)) {
            original--;
        }
        return original;
    }

    private long firstAt(long time) {
        long low = 0;
        long high = events;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (time(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean chance(long index, long salt, double share) {
        return share > 0 && (hash(index, salt) >>> 11) * 0x1.0p-53 < share;
    }

    /** SplitMix64's finaliser: neighbours have nothing in common. */
    private long hash(long index, long salt) {
        long z = seed * 31 + salt + index * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private final class Walk implements Backwards {
        private final long start;
        private long index;
        private long time;

        Walk(long start, long newest) {
            this.start = start;
            this.index = newest + 1;
            next();
        }

        @Override
        public boolean done() {
            return index < 0 || time < start;
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public boolean shown(Instant now) {
            return shownFrom(index) <= now.toEpochMilli();
        }

        @Override
        public Map<String, Object> fields(Instant now) {
            return GeneratedLog.this.fields(index, now.toEpochMilli());
        }

        @Override
        public void next() {
            index--;
            time = index < 0 ? Long.MIN_VALUE : GeneratedLog.this.time(index);
        }

        /** Once even the latest is shown, a number of events is a number of steps. */
        @Override
        public long skip(long most, Instant now) {
            if (done() || time + maxDelay.toMillis() > now.toEpochMilli()) {
                return 0;
            }
            long skipped = Math.min(most, index + 1 - firstAt(start));
            index -= skipped - 1;
            next();
            return skipped;
        }
    }
}
