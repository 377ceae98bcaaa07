package io.connectdomo.source.reports;

import io.connectdomo.source.feed.Rest;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
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

    /** Runs of others that began no longer ago than this before the settle time are read when they show again. */
    static final long HELD_BACK = Duration.ofDays(1).toMillis();

    /** Runs in memory at a time: about 50 MB. A history with more news is read in several passes. */
    static final int HELD_AT_MOST = 20_000;

    /** Runs of an offset: less than 700 kB even where each takes the most. */
    static final int REMEMBERED_AT_MOST = 16_000;

    private final ReportSettings settings;
    private final ServerClock clock;
    private final Optional<ReportOffset> resumed;
    private final int heldAtMost;
    private final Deque<ReportRun> toEmit = new ArrayDeque<>();
    private final LookUps lookUps;
    private final PageSize pageSize;
    private final PassProgress progress = new PassProgress();
    private final ReportWarnings warnings = new ReportWarnings();
    private ReportState state;
    private Paging paging;
    private Findings findings;
    private boolean full;
    private boolean cut;
    private boolean passing;
    private boolean narrowed;
    private boolean proven;
    private int emptyPasses;
    private long began;
    private boolean delivering;
    private long nextPollAt;
    private long nextFullAt;
    private long nextPageAt;

    ReportReader(ReportSettings settings, ServerClock clock, Optional<ReportOffset> resumed) {
        this(settings, clock, resumed, HELD_AT_MOST);
    }

    ReportReader(ReportSettings settings, ServerClock clock, Optional<ReportOffset> resumed, int heldAtMost) {
        this.settings = settings;
        this.clock = clock;
        this.resumed = resumed;
        this.heldAtMost = heldAtMost;
        this.lookUps = new LookUps(settings.pollInterval());
        this.pageSize = new PageSize(resumed.isEmpty() && settings.start() instanceof StartPosition.Now);
        this.nextPollAt = clock.elapsedMs();
        this.nextFullAt = nextPollAt;
        this.nextPageAt = nextPollAt;
    }

    /** What to ask Domo now; empty while runs wait in {@link #next}, and while nothing is due. */
    Optional<ReportRequest> request() {
        if (delivering || dueInMs() > 0) {
            return Optional.empty();
        }
        if (paging == null && lookUps.next().isPresent()) {
            return lookUps.next().map(ReportRequest.One::new);
        }
        if (paging == null) {
            beginPass();
        }
        return Optional.of(new ReportRequest.List(paging.skip(), paging.limit(), full && paging.skip() == 0));
    }

    /** Takes the reply to {@link #request}. */
    void accept(ReportReply reply) {
        clock.observe(reply.serverTime());
        nextPollAt = Math.max(nextPollAt, clock.elapsedMs() + Rest.atLeast(settings.pollInterval()));
        if (paging == null) {
            full = false;
            toEmit.addAll(lookUps.answered(state, reply, narrowed, clock.now(), clock.elapsedMs()));
            delivering = !toEmit.isEmpty();
            return;
        }
        if (state == null && resumed.isEmpty() && !clock.proven()) {
            // A single node's time is no beginning: what others still call the future would be passed over.
            return;
        }
        if (state == null) {
            state = new ReportState(
                    resumed.orElseGet(() -> ReportOffset.at(settings.start().resolve(clock.now()))), settings.settle());
        }
        if (findings == null) {
            // The first pass of all began before Domo's clock was known.
            began = clock.certain();
            findings = new Findings(state, began, heldAtMost);
        }
        takePage(reply);
    }

    /** Domo did not tell of the one run that {@link #request} asked for. */
    void unanswered() {
        lookUps.unanswered(clock.elapsedMs());
    }

    /**
     * The reply was too large: the next page has fewer rows.
     *
     * @return false where it had one row only, which has to be left out
     */
    boolean shrinkPages(ReportRequest.List tooLarge) {
        boolean shrunk = pageSize.shrink(tooLarge.limit());
        if (shrunk) {
            newPaging();
        } else {
            paging.accept(new ReportReply(List.of(), 1, narrowed, Optional.empty()));
        }
        return shrunk;
    }

    /** The next runs, at most a batch of them; empty when Domo has to be asked first. */
    List<ReportEmission> next() {
        List<ReportEmission> batch = new ArrayList<>();
        if (!delivering) {
            return batch;
        }
        forgetOldest();
        String base = toEmit.isEmpty() ? "" : state.known().pack();
        StringBuilder plus = new StringBuilder();
        while (!toEmit.isEmpty() && batch.size() < settings.batch()) {
            ReportRun run = toEmit.remove();
            KnownRuns.append(plus, state.emitted(run, clock.now()));
            if (full && run.start() != ReportRun.NONE) {
                state.settle(Math.min(run.start(), settleable()));
            }
            batch.add(new ReportEmission(run, new ReportOffset(state.settled(), base, plus.toString())));
        }
        if (toEmit.isEmpty()) {
            endDelivery();
        }
        return batch;
    }

    /** Milliseconds until {@link #request} or {@link #next} has something; 0 for now. */
    long dueInMs() {
        if (delivering || (paging == null && lookUps.next().isPresent())) {
            return 0;
        }
        return Math.max(0, (paging == null ? nextPollAt : nextPageAt) - clock.elapsedMs());
    }

    /** What would be due later is due now. */
    void hasten() {
        nextPollAt = Math.min(nextPollAt, clock.elapsedMs());
        nextPageAt = Math.min(nextPageAt, clock.elapsedMs());
    }

    /** Where a restart would go on now; empty before Domo's first reply. */
    Optional<ReportOffset> offset() {
        return Optional.ofNullable(state).map(ReportState::offset);
    }

    /** @param skipped rows left out so far */
    Progress progress(long skipped) {
        return state == null ? Progress.UNKNOWN : progress.of(state, clock.elapsedMs(), skipped);
    }

    /** Runs in memory. */
    int held() {
        return toEmit.size() + (findings == null ? 0 : findings.held());
    }

    private void beginPass() {
        full = clock.elapsedMs() >= nextFullAt;
        nextPollAt = clock.elapsedMs() + settings.pollInterval();
        if (full) {
            nextFullAt = clock.elapsedMs() + FULL_PASS_EVERY;
            pageSize.grow();
        }
        if (state != null) {
            began = clock.certain();
            findings = new Findings(state, began, heldAtMost);
        }
        newPaging();
    }

    private void newPaging() {
        nextPageAt = clock.elapsedMs();
        paging = new Paging(
                full,
                full ? pageSize.expected() : PageSize.SMALL,
                pageSize.largest(),
                full ? this::allSettled : this::isKnown,
                this::see);
    }

    private void see(ReportRun run) {
        findings.see(run);
        lookUps.saw(run);
    }

    private void takePage(ReportReply reply) {
        if (reply.narrowed() != narrowed) {
            narrowed = reply.narrowed();
            if (paging.skip() > 0) {
                // What is this far down among these runs may be anywhere among the others.
                paging.startOver();
                return;
            }
        }
        int rests = paging.rests();
        paging.accept(reply);
        progress.page(began, reply.runs());
        if (full) {
            pageSize.read(reply.rows());
        }
        if (paging.complete()) {
            endPaging();
        } else if (paging.rests() > rests) {
            nextPageAt = clock.elapsedMs() + pause(paging.rests());
        }
    }

    /** Growing, but never longer than a pass lasts until the next. */
    private long pause(int nth) {
        return Math.min(settings.pollInterval(), Rest.atLeast(settings.pollInterval()) << Math.min(nth - 1, 2));
    }

    private boolean allSettled(List<ReportRun> page) {
        long down = lookUps.blind() ? Math.min(state.settled(), state.known().oldestOpen()) : state.settled();
        return page.stream().allMatch(run -> run.startedBefore(down));
    }

    /** What changes is on top, so it is enough that the lower part is known. */
    private boolean isKnown(List<ReportRun> page) {
        int lower = Math.min(Paging.OVERLAP, (page.size() + 1) / 2);
        return page.subList(page.size() - lower, page.size()).stream().noneMatch(state::news);
    }

    private void endPaging() {
        toEmit.addAll(findings.ascending());
        cut = findings.cut();
        proven = paging.anything();
        emptyPasses = proven ? 0 : emptyPasses + 1;
        warnings.disorder(paging);
        findings.over().forEach(state::close);
        if (!cut) {
            lookUps.choose(state, findings::met, began, clock.elapsedMs());
        }
        findings = null;
        paging = null;
        passing = true;
        delivering = true;
    }

    private void endDelivery() {
        delivering = false;
        if (passing) {
            endPass();
        }
        passing = false;
        cut = false;
        full = false;
    }

    private void endPass() {
        if (cut) {
            // What was left out is newer than all that was emitted: another pass finds it.
            nextPollAt = clock.elapsedMs();
            nextFullAt = nextPollAt;
            return;
        }
        if (!proven) {
            // Nothing at all proves nothing: the next one reads all there is.
            nextFullAt = nextPollAt;
        } else if (full) {
            state.settle(settleable());
        }
        if (proven || emptyPasses > 1) {
            progress.passed(clock.elapsedMs());
        }
    }

    /** What began before may not change any more; where only the owner's runs show, those of others may still come. */
    private long settleable() {
        return began - settings.settle() - (narrowed ? HELD_BACK : 0);
    }

    private void forgetOldest() {
        ReportRun pending = toEmit.peek();
        long start = pending == null || pending.start() == ReportRun.NONE ? Long.MAX_VALUE : pending.start();
        warnings.forgot(state.forgetOldest(REMEMBERED_AT_MOST, start));
    }
}
