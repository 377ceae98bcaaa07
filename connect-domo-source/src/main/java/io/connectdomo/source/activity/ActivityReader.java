package io.connectdomo.source.activity;

import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.metrics.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Reads the activity log so that every entry comes out exactly once, whenever Domo shows it (delivery.md 4). Pure logic: who
 * calls asks {@link #request}, sends it, hands the reply to {@link #accept}, and takes the events from {@link #next}. A
 * request that failed is asked for again. Not thread-safe.
 */
final class ActivityReader {
    /** In multiples of the limit: what is held of what was read above the next event. */
    private static final int MOST_HELD = 18;

    private final ActivitySettings settings;
    private final ServerClock clock;
    private final ProvenLimit limit;
    private final WindowWidth width;
    private final Optional<ActivityOffset> resumed;
    private ActivityState state;
    private Schedule schedule;
    private LogProgress progress;
    private WindowPlan plan;
    private WindowRead read;
    private Delivery delivery;

    /**
     * @param resumed where the feed was left, empty for a new one
     */
    ActivityReader(ActivitySettings settings, ServerClock clock, Optional<ActivityOffset> resumed) {
        this.settings = settings;
        this.clock = clock;
        this.limit = new ProvenLimit(settings.limit());
        this.width = new WindowWidth(settings.limit());
        this.resumed = resumed;
    }

    /** What to ask Domo now; empty while events wait in {@link #next}, and while nothing is due. */
    Optional<PageRequest> request() {
        if (delivering()) {
            return Optional.empty();
        }
        if (state == null) {
            // Any reply tells Domo's time.
            long guess = clock.guess();
            return Optional.of(new PageRequest(guess - 1, guess, 1, 0));
        }
        if (read == null) {
            plan = schedule.next(state).orElse(null);
            read = plan == null ? null : new WindowRead(plan, limit, width, MOST_HELD * settings.limit());
        }
        return Optional.ofNullable(read).map(WindowRead::request);
    }

    /** Takes the reply to {@link #request}. */
    void accept(Page page) {
        clock.observe(page.serverTime());
        if (state == null) {
            // A single node's time is no beginning: what others still call the future would be passed over.
            if (clock.proven()) {
                begin();
            }
            return;
        }
        schedule.answered(plan.kind(), page.count());
        read.accept(page);
        limit.answered();
        deliver();
    }

    /**
     * The reply to {@link #request} was too large to be read.
     *
     * @return false where it can't be asked for in smaller pieces
     */
    boolean tooLarge() {
        return state != null && limit.halve();
    }

    /** The next events, at most a batch of them; empty when Domo has to be asked first. */
    List<Emission> next() {
        if (!delivering()) {
            return List.of();
        }
        List<Emission> batch = delivery.next(settings.batch());
        if (delivery.done()) {
            delivery = null;
            deliver();
        }
        return batch;
    }

    /** Whether a window is whole and what is new in it not yet taken; there may turn out to be nothing. */
    boolean delivering() {
        return delivery != null;
    }

    /** Milliseconds until {@link #request} or {@link #next} has something; 0 for now. */
    long dueInMs() {
        return delivering() || state == null || read != null ? 0 : schedule.dueInMs(state);
    }

    /** What would be due later is due now. */
    void hasten() {
        if (schedule != null) {
            schedule.hasten();
        }
    }

    /** Where a restart would go on now; empty before Domo's first reply. */
    Optional<ActivityOffset> offset() {
        return Optional.ofNullable(state).map(ActivityState::offset);
    }

    /**
     * @param skipped entries left out since the start
     */
    Progress progress(long skipped) {
        return state == null ? Progress.UNKNOWN : progress.of(state, clock.now(), skipped);
    }

    /** Entries in memory that wait to be delivered, besides the section under way. */
    int held() {
        return read == null ? 0 : read.held();
    }

    /** On to the next section of the window, or to the window's end. */
    private void deliver() {
        Optional<Section> section = read.take();
        if (section.isPresent() && !schedule.holds(plan.kind(), section.get().to())) {
            read = null;
        } else if (section.isPresent()) {
            schedule.read(plan.kind(), section.get().to());
            delivery = new Delivery(state, plan.kind(), section.get());
        } else if (read.done()) {
            progress.read(plan.kind());
            read = null;
        }
    }

    private void begin() {
        ActivityOffset offset =
                resumed.orElseGet(() -> ActivityOffset.at(settings.start().resolve(clock.now())));
        state = new ActivityState(offset, settings.maxSeen());
        schedule = new Schedule(settings, clock);
        progress = new LogProgress(state.frontier(), clock.now() - settings.lag());
    }
}
