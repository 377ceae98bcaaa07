package io.connectdomo.source.reports;

import io.connectdomo.source.feed.Rest;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.metrics.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads the history of reports so that every run comes out when it shows and when it changes, until it has ended (delivery.md
 * 4). Pure logic, used like the reader of the activity log. Not thread-safe.
 */
final class ReportReader {
    static final long FULL_PASS_EVERY = Duration.ofHours(1).toMillis();
    static final long OPEN_AT_MOST = Duration.ofDays(7).toMillis();

    /** Runs in memory at a time: about 50 MB. A history with more news is read in several passes. */
    static final int HELD_AT_MOST = 20_000;

    private final ReportSettings settings;
    private final ServerClock clock;
    private final Optional<ReportOffset> resumed;
    private final int heldAtMost;
    private final Deque<ReportRun> toEmit = new ArrayDeque<>();
    private final Deque<Long> toLookUp = new ArrayDeque<>();
    private ReportState state;
    private Paging paging;
    private Findings findings;
    private final PassProgress progress = new PassProgress();
    private boolean full;
    private boolean cut;
    private boolean passing;
    private long began;
    private boolean delivering;
    private long nextPollAt;
    private long nextFullAt;

    ReportReader(ReportSettings settings, ServerClock clock, Optional<ReportOffset> resumed) {
        this(settings, clock, resumed, HELD_AT_MOST);
    }

    ReportReader(ReportSettings settings, ServerClock clock, Optional<ReportOffset> resumed, int heldAtMost) {
        this.settings = settings;
        this.clock = clock;
        this.resumed = resumed;
        this.heldAtMost = heldAtMost;
        this.nextPollAt = clock.elapsedMs();
        this.nextFullAt = nextPollAt;
    }

    /** What to ask Domo now; empty while runs wait in {@link #next}, and while nothing is due. */
    Optional<ReportRequest> request() {
        if (delivering) {
            return Optional.empty();
        }
        if (state == null) {
            return Optional.of(new ReportRequest.List(0, 1));
        }
        if (paging == null && toLookUp.isEmpty() && clock.elapsedMs() >= nextPollAt) {
            beginPass();
        }
        if (paging != null) {
            return Optional.of(paging.request());
        }
        return Optional.ofNullable(toLookUp.peek()).map(ReportRequest.One::new);
    }

    /** Takes the reply to {@link #request}. */
    void accept(ReportReply reply) {
        clock.observe(reply.serverTime());
        nextPollAt = state == null
                ? nextPollAt
                : Math.max(nextPollAt, clock.elapsedMs() + Rest.atLeast(settings.pollInterval()));
        if (state == null) {
            state = new ReportState(
                    resumed.orElseGet(() -> ReportOffset.at(settings.start().resolve(clock.now()))));
        } else if (paging != null) {
            paging.accept(reply.runs());
            progress.page(began, reply.runs());
            if (paging.complete()) {
                endPaging();
            }
        } else {
            lookedUp(toLookUp.remove(), reply.runs());
        }
    }

    /** The next runs, at most a batch of them; empty when Domo has to be asked first. */
    List<ReportEmission> next() {
        List<ReportEmission> batch = new ArrayList<>();
        if (!delivering) {
            return batch;
        }
        String base = toEmit.isEmpty() ? "" : state.known().pack();
        List<KnownRun> plus = new ArrayList<>();
        while (!toEmit.isEmpty() && batch.size() < settings.batch()) {
            ReportRun run = toEmit.remove();
            plus.add(state.emitted(run, clock.now()));
            if (full && run.start() != ReportRun.NONE) {
                state.settle(Math.min(run.start(), began - settings.settle()));
            }
            batch.add(new ReportEmission(run, new ReportOffset(state.settled(), base, KnownRuns.pack(plus))));
        }
        if (toEmit.isEmpty()) {
            endDelivery();
        }
        return batch;
    }

    /** Milliseconds until {@link #request} or {@link #next} has something; 0 for now. */
    long dueInMs() {
        boolean busy = delivering || state == null || paging != null || !toLookUp.isEmpty();
        return busy ? 0 : Math.max(0, nextPollAt - clock.elapsedMs());
    }

    /** What would be due later is due now. */
    void hasten() {
        nextPollAt = Math.min(nextPollAt, clock.elapsedMs());
    }

    /** Where a restart would go on now; empty before Domo's first reply. */
    Optional<ReportOffset> offset() {
        return Optional.ofNullable(state).map(ReportState::offset);
    }

    Progress progress() {
        return state == null ? Progress.UNKNOWN : progress.of(state, clock.elapsedMs());
    }

    /** Runs in memory. */
    int held() {
        return toEmit.size() + (findings == null ? 0 : findings.held());
    }

    private void beginPass() {
        began = clock.now();
        full = clock.elapsedMs() >= nextFullAt;
        nextPollAt = clock.elapsedMs() + settings.pollInterval();
        if (full) {
            nextFullAt = clock.elapsedMs() + FULL_PASS_EVERY;
        }
        findings = new Findings(state, heldAtMost);
        paging = new Paging(full ? this::allSettled : this::allDone, findings::see);
    }

    private boolean allSettled(List<ReportRun> page) {
        return page.stream().allMatch(run -> run.startedBefore(state.settled()));
    }

    private boolean allDone(List<ReportRun> page) {
        return page.stream().allMatch(state::done);
    }

    private void endPaging() {
        toEmit.addAll(findings.ascending());
        cut = findings.cut();
        if (!cut) {
            state.known().open().stream()
                    .filter(open -> !findings.met(open.id()))
                    .forEach(this::lookUpOrGiveUp);
        }
        findings = null;
        paging = null;
        passing = true;
        delivering = true;
    }

    private void lookUpOrGiveUp(KnownRun open) {
        if (began - open.openSince() > OPEN_AT_MOST) {
            state.known().remove(open.id());
        } else {
            toLookUp.add(open.id());
        }
    }

    private void lookedUp(long id, List<ReportRun> found) {
        if (found.isEmpty()) {
            state.known().remove(id);
            return;
        }
        full = false;
        found.stream().filter(state::news).forEach(toEmit::add);
        delivering = !toEmit.isEmpty();
    }

    private void endDelivery() {
        delivering = false;
        if (passing && !cut) {
            progress.passed(clock.elapsedMs());
        }
        passing = false;
        if (cut) {
            // What was left out is newer than all that was emitted: another pass finds it.
            nextPollAt = clock.elapsedMs();
            nextFullAt = nextPollAt;
        } else if (full) {
            state.settle(began - settings.settle());
        }
        cut = false;
        full = false;
    }
}
