package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.OneAtATime;
import io.connectdomo.sink.task.Ticker;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a DataSet by its name, or creates it, so that several tasks, restarts and a late search index end with one (delivery.md 2.9).
 * Task thread only; one request is under way at a time.
 *
 * <pre>
 *   search ── found ──────────────────────────────────────────────► the oldest is it, if Consent lets us have it
 *     │ not found, and it is our turn                                    ▲
 *     ▼                                                                  │ a loser of ours is deleted if empty
 *   create, tag ──► search until it shows ours, or one that is older ────┘
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

    private static final int MAX_UNKNOWN_CREATIONS = 3;

    /** Another task tags what it has created, before it goes on. */
    private static final long TAGGED_WITHIN_MS = 10_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final NewDataSet wanted;
    private final NamedDataSetStore api;
    private final OneAtATime domo;
    private final Ticker ticker;
    private final SearchPace pace;
    private final boolean onlyTask;
    private final DataSetNeed need;
    private final Consent consent;
    private final Tagging tagging;
    private final OwnCreation own;
    private final BiConsumer<String, Throwable> fail;
    private final Taking taking;

    private boolean ended;
    private long askAtMs = NEVER;
    private long pauseMs = FIRST_PAUSE_MS;
    private long missingSinceMs = NEVER;
    private long undecidedSinceMs = NEVER;
    private long notCreatedBeforeMs = NEVER;

    /**
     * How it ended.
     *
     * @param created whether it is one that we have created
     * @param tagged whether {@code dataset.create.tags} are set
     * @param keepsRows whether no truncate may empty it
     */
    record Result(String id, boolean created, boolean tagged, boolean keepsRows) {}

    /**
     * What one look brought.
     *
     * @param askedMs an answer may be long on its way: it tells of then, not of now
     * @param choice null where there is nothing to choose from
     */
    private record Look(long askedMs, NamedDataSetStore.Found found, Consent.Choice choice) {}

    /**
     * @param fail told once, with what was tried
     * @param done told once; from within the mailbox, so that destinations may be exchanged
     */
    Discovery(
            NewDataSet wanted,
            NamedDataSetStore api,
            OneAtATime domo,
            Ticker ticker,
            DiscoverySettings all,
            DataSetNeed need,
            Consent consent,
            Tagging tagging,
            BiConsumer<String, Throwable> fail,
            Consumer<Result> done) {
        this.wanted = wanted;
        this.api = api;
        this.domo = domo;
        this.ticker = ticker;
        this.pace = all.pace();
        this.onlyTask = all.onlyTask();
        this.need = need;
        this.consent = consent;
        this.tagging = tagging;
        this.own = new OwnCreation(api);
        this.fail = fail;
        this.taking = new Taking(wanted, api, domo, own, tagging, fail, done);
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
        return ended || domo.isUnderWay() || !(need.waits() || own.id() != null);
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
        Consent.Known known = known();
        ask("search for DataSet '" + wanted.name() + "'", () -> {
            Look look = look(known);
            return () -> found(look);
        });
    }

    private Consent.Known known() {
        boolean patient = undecidedSinceMs == NEVER || ticker.nowMs() - undecidedSinceMs < TAGGED_WITHIN_MS;
        return new Consent.Known(need.key(), own.id(), !onlyTask && patient);
    }

    /**
     * Looks once more where the oldest is not it: its tag was read before its rows, and between the two another task may have set
     * the one and written the others. Uploader thread.
     */
    private Look look(Consent.Known known) {
        Look first = lookOnce(known);
        if (onlyTask
                || first.choice() == null
                || first.choice().takesTheFirstOf(first.found().candidates())) {
            return first;
        }
        Look second = lookOnce(known);
        int requests = first.found().requests() + second.found().requests();
        return new Look(second.askedMs(), second.found().withRequests(requests), second.choice());
    }

    private Look lookOnce(Consent.Known known) {
        long askedMs = ticker.nowMs();
        NamedDataSetStore.Found found = api.find(known.ours() == null ? Set.of() : Set.of(known.ours()));
        Consent.Choice choice =
                found.candidates().isEmpty() ? null : consent.choose(found.candidates(), known, own.perhaps());
        return new Look(askedMs, found, choice);
    }

    private void found(Look look) {
        long now = ticker.nowMs();
        pace.charge(now, look.found().requests() - 1);
        if (look.choice() == null && own.isFresh(look.askedMs())) {
            askLater(now);
        } else if (look.choice() == null) {
            own.forget(); // somebody has deleted it
            notFound(now);
        } else if (isDecided(look, now)) {
            ended = true;
            taking.decide(look.choice(), look.found().candidates());
        } else {
            askLater(now);
        }
    }

    private boolean isDecided(Look look, long now) {
        if (look.choice().verdict() instanceof Verdict.NotYet) {
            undecidedSinceMs = undecidedSinceMs == NEVER ? now : undecidedSinceMs;
            return false;
        }
        boolean ours = own.is(look.choice().dataSet().id());
        if (!ours || look.found().shown().contains(own.id())) {
            return true;
        }
        boolean patienceEnds = own.ageMs(look.askedMs()) / INDEX_PATIENCE >= wanted.waitMs();
        if (patienceEnds) {
            log.warn(
                    "DataSet {} was created {} s ago, and Domo's search does not show it. It is used all the same. Should another"
                            + " task or a restart not find it either, there will be two: look in Domo, and set dataset.id then",
                    DataSetLabel.of(wanted.name(), own.id()),
                    own.ageMs(now) / 1000);
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
        pauseMs = Math.min(2 * pauseMs, need.columns() == null && own.id() == null ? IDLE_PAUSE_MS : LONGEST_PAUSE_MS);
    }

    // ---- create

    private void create(List<Column> columns) {
        Consent.Known known = known();
        ask("creation of DataSet '" + wanted.name() + "'", () -> {
            Look since = own.perhaps() ? look(known) : null;
            if (since != null && since.choice() != null) {
                return () -> found(since);
            }
            try {
                String id = own.attempt(columns);
                return () -> created(id);
            } catch (DomoException.UnknownOutcome unknown) {
                return () -> creationUnknown(unknown);
            }
        });
    }

    private void created(String id) {
        log.info(
                "DataSet {} was created with the name '{}'; it is used as soon as Domo's search shows it",
                id,
                wanted.name());
        own.created(id, ticker.nowMs());
        tagging.created(id, this::hurry);
    }

    private void creationUnknown(DomoException.UnknownOutcome unknown) {
        int times = own.unknownAgain();
        if (times >= MAX_UNKNOWN_CREATIONS) {
            ended = true;
            fail.accept(
                    "Creating DataSet '" + wanted.name() + "' was tried " + times
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
        long longest = times == 1 ? LONGEST_PAUSE_MS : IDLE_PAUSE_MS;
        notCreatedBeforeMs = ticker.nowMs() + Math.min(wanted.waitMs(), longest);
        hurry();
    }

    private void ask(String what, Supplier<Runnable> request) {
        domo.ask(what, request, cause -> {
            ended = true;
            fail.accept("The " + what + " failed. No record is lost: correct the cause and restart the task.", cause);
        });
    }
}
