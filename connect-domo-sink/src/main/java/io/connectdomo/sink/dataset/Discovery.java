package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.OneAtATime;
import io.connectdomo.sink.task.Ticker;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a DataSet by its name, or creates it, so that several tasks, restarts and a late search index end with one (delivery.md 2.9).
 * Task thread only; one request is under way at a time.
 *
 * <pre>
 *   search ── found ──────────────────────────────────────────────► the oldest is it
 *     │ not found, and it is our turn                                    ▲
 *     ▼                                                                  │ a loser of ours is deleted if empty
 *   create ──► search until it shows ours, or one that is older ─────────┘
 * </pre>
 *
 * <p>What was created is not used before the search shows it. So whoever searches after the first row was written finds the DataSet,
 * also after a restart, and of two that were created side by side both creators see both before either writes.
 */
final class Discovery {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** While no record has shown the columns, the only news can be that somebody else has created it. */
    private static final long IDLE_PAUSE_MS = 60_000;

    /** How much longer than others wait for the owner of partition 0 we wait for the search to show what we created. */
    private static final int INDEX_PATIENCE = 10;

    /** What was just created may not be readable everywhere yet. */
    private static final long FRESH_MS = 60_000;

    private static final int MAX_UNKNOWN_CREATIONS = 3;

    private static final long NEVER = Long.MIN_VALUE;

    private final NewDataSet wanted;
    private final NamedDataSetApi api;
    private final OneAtATime domo;
    private final Ticker ticker;
    private final SearchPace pace;
    private final DataSetNeed need;
    private final BiConsumer<String, Throwable> fail;
    private final Consumer<Result> done;

    private boolean ended;
    private long askAtMs = NEVER;
    private long pauseMs = FIRST_PAUSE_MS;
    private long missingSinceMs = NEVER;
    private String ours;
    private long createdMs;
    private int unknownCreations;
    private long notCreatedBeforeMs = NEVER;

    /** An attempt to create it has failed after it was sent. Written by the uploader thread. */
    private volatile boolean perhapsCreated;

    /**
     * How it ended.
     *
     * @param created whether it is one that we have created
     */
    record Result(String id, boolean created) {}

    /**
     * @param fail told once, with what was tried
     * @param done told once; from within the mailbox, so that destinations may be exchanged
     */
    Discovery(
            NewDataSet wanted,
            NamedDataSetApi api,
            OneAtATime domo,
            Ticker ticker,
            SearchPace pace,
            DataSetNeed need,
            BiConsumer<String, Throwable> fail,
            Consumer<Result> done) {
        this.wanted = wanted;
        this.api = api;
        this.domo = domo;
        this.ticker = ticker;
        this.pace = pace;
        this.need = need;
        this.fail = fail;
        this.done = done;
    }

    /** Searches when it is time to. */
    void advance(long nowMs) {
        if (idle() || nowMs < askAtMs) {
            return;
        }
        if (pace.take(nowMs)) {
            search();
        } else {
            askAtMs = pace.nextMs(nowMs);
        }
    }

    /** What was created is brought to an end although nobody here needs it any more. */
    private boolean idle() {
        return ended || domo.isUnderWay() || !(need.waits() || ours != null);
    }

    /** When {@link #advance} has something to do. */
    long nextDueMs() {
        return idle() ? Long.MAX_VALUE : Math.max(askAtMs, ticker.nowMs());
    }

    /** There is something new to act on: the columns are known. */
    void hurry() {
        pauseMs = FIRST_PAUSE_MS;
        askAtMs = NEVER;
    }

    // ---- search

    private void search() {
        Set<String> created = ours == null ? Set.of() : Set.of(ours);
        ask("search for DataSet '" + wanted.name() + "'", () -> {
            NamedDataSetApi.Found found = api.find(created);
            return () -> found(found);
        });
    }

    private void found(NamedDataSetApi.Found found) {
        long now = ticker.nowMs();
        pace.charge(now, found.requests() - 1);
        List<Candidate> candidates = found.candidates();
        if (candidates.isEmpty() && ours != null && now - createdMs < FRESH_MS) {
            askLater(now);
        } else if (candidates.isEmpty()) {
            ours = null; // somebody has deleted it
            notFound(now);
        } else if (isDecided(candidates.get(0), found.shown(), now)) {
            decide(candidates);
        } else {
            askLater(now);
        }
    }

    private boolean isDecided(Candidate oldest, Set<String> shown, long now) {
        if (ours == null || !oldest.id().equals(ours) || shown.contains(ours)) {
            return true;
        }
        boolean patienceEnds = (now - createdMs) / INDEX_PATIENCE >= wanted.waitMs();
        if (patienceEnds) {
            log.warn(
                    "DataSet {} ('{}') was created {} s ago, and Domo's search does not show it. It is used all the same. Should another"
                            + " task or a restart not find it either, there will be two: look in Domo, and set dataset.id then",
                    ours,
                    wanted.name(),
                    (now - createdMs) / 1000);
        }
        return patienceEnds;
    }

    private void notFound(long now) {
        if (missingSinceMs == NEVER) {
            missingSinceMs = now;
        }
        boolean ourTurn = need.goesFirst() || now - missingSinceMs >= wanted.waitMs();
        if (need.waits() && need.columns() != null && ourTurn && now >= notCreatedBeforeMs) {
            create(need.columns());
        } else {
            askLater(now);
        }
    }

    private void askLater(long now) {
        askAtMs = now + pauseMs;
        pauseMs = Math.min(2 * pauseMs, need.columns() == null && ours == null ? IDLE_PAUSE_MS : LONGEST_PAUSE_MS);
    }

    // ---- create

    private void create(List<Column> columns) {
        ask("creation of DataSet '" + wanted.name() + "'", () -> {
            NamedDataSetApi.Found since = perhapsCreated ? api.find(Set.of()) : null;
            if (since != null && !since.candidates().isEmpty()) {
                return () -> found(since);
            }
            try {
                String id = api.create(columns);
                return () -> created(id);
            } catch (DomoException.UnknownOutcome unknown) {
                // Not tried again at once: it may exist by now, and then the search shows it.
                perhapsCreated = true;
                return () -> creationUnknown(unknown);
            } catch (DomoException.Retriable failure) {
                perhapsCreated = perhapsCreated || failure.sent();
                throw failure;
            }
        });
    }

    private void created(String id) {
        log.info(
                "DataSet {} was created with the name '{}'; it is used as soon as Domo's search shows it",
                id,
                wanted.name());
        ours = id;
        createdMs = ticker.nowMs();
        hurry();
    }

    private void creationUnknown(DomoException.UnknownOutcome unknown) {
        if (++unknownCreations >= MAX_UNKNOWN_CREATIONS) {
            ended = true;
            fail.accept(
                    "Creating DataSet '" + wanted.name() + "' was tried " + unknownCreations
                            + " times, and each time it is not"
                            + " known whether it worked; it was not found either. Nothing is lost: look for DataSets of this name in"
                            + " Domo, delete those that are empty, and restart the task.",
                    unknown);
            return;
        }
        log.warn(
                "Whether DataSet '{}' was created is not known; it is looked for. {}",
                wanted.name(),
                unknown.getMessage());
        long longest = unknownCreations == 1 ? LONGEST_PAUSE_MS : IDLE_PAUSE_MS;
        notCreatedBeforeMs = ticker.nowMs() + Math.min(wanted.waitMs(), longest);
        hurry();
    }

    // ---- decide

    private void decide(List<Candidate> candidates) {
        Candidate winner = candidates.get(0);
        if (winner.isOthers()) {
            ended = true;
            fail.accept(
                    "DataSet " + winner.id() + " has the name '" + wanted.name()
                            + "', but it can't be written to: the token's user"
                            + " has no right to, or a Domo connector or DataFlow feeds it. Rename it, or choose another dataset.name.",
                    null);
            return;
        }
        if (candidates.size() > 1) {
            log.warn(
                    "Several DataSets have the name '{}'; the oldest, {}, is used: {}",
                    wanted.name(),
                    winner.id(),
                    candidates.stream().map(Candidate::id).collect(Collectors.joining(", ")));
        }
        if (ours == null || ours.equals(winner.id())) {
            end(winner);
        } else {
            deleteLoser(ours, winner);
        }
    }

    private void deleteLoser(String loser, Candidate winner) {
        domo.ask(
                "deletion of DataSet " + loser + ", which was created twice",
                () -> {
                    boolean deleted = api.deleteIfEmpty(loser);
                    log.info(
                            "DataSet {}, created beside {}, {}",
                            loser,
                            winner.id(),
                            deleted ? "is deleted" : "has data versions and stays");
                    return () -> end(winner);
                },
                cause -> {
                    log.warn(
                            "DataSet {} was created beside {} and could not be deleted: {} Delete it in Domo if it is empty",
                            loser,
                            winner.id(),
                            cause.getMessage());
                    end(winner);
                });
    }

    private void end(Candidate winner) {
        ended = true;
        // After a creation whose reply was lost the one that is found is most likely it.
        boolean created = winner.id().equals(ours) || perhapsCreated;
        done.accept(new Result(winner.id(), created));
    }

    private void ask(String what, Supplier<Runnable> request) {
        domo.ask(what, request, cause -> {
            ended = true;
            fail.accept("The " + what + " failed. No record is lost: correct the cause and restart the task.", cause);
        });
    }
}
