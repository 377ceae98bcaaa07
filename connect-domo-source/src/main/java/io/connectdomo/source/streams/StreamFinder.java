package io.connectdomo.source.streams;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.config.StreamChoice;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the streams that a configuration means, one request at a time: each DataSet by itself, so that one that can't be read
 * hides no other, and what was found stays until Domo says repeatedly that it is gone. Times in milliseconds. Not thread-safe.
 */
final class StreamFinder {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFinder.class);

    private static final String SEARCH = "stream.executions.dataset.search";

    /** Known DataSets are asked for less often than the search is made. */
    private static final int SELDOM = 6;

    /** So many of them at most in the time between two searches. */
    private static final int KNOWN_EACH_REFRESH = 200;

    /** Where so many different ones fail and none answers between, it is Domo as a whole. */
    static final int OUTAGE = 3;

    private static final long LONGEST_OUTAGE_PAUSE = Duration.ofMinutes(5).toMillis();

    private static final int NOT_FOUND = 404;

    /** What is found is used although not all has answered or was refused. */
    static final long LONGEST_PATIENCE = Duration.ofHours(1).toMillis();

    /** DataSets of which it is said that they can't be read; of more, only how many. */
    private static final int TOLD_AT_MOST = 10;

    private final StreamChoice choice;
    private final StreamDirectory directory;
    private final LongSupplier elapsedMs;
    private final long refresh;
    private final boolean readsMore;
    private final long startedAt;
    private final Optional<DataSetSearch> search;
    private final Map<String, FoundDataSet> dataSets = new LinkedHashMap<>();
    private final Pace pace = new Pace();
    private final Set<String> toldOf = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private boolean outage;
    private int failuresInOutage;
    private long pausedUntil;
    private boolean ready;
    private volatile String trouble = "it was not asked yet";

    /**
     * @param refresh between two searches
     * @param otherFeeds whether the connector has other feeds besides streams
     * @param elapsedMs milliseconds that only ever rise, from any origin
     */
    StreamFinder(
            StreamChoice choice, StreamDirectory directory, long refresh, boolean otherFeeds, LongSupplier elapsedMs) {
        this.choice = choice;
        this.directory = directory;
        this.refresh = refresh;
        this.readsMore = otherFeeds || !choice.streams().isEmpty();
        this.elapsedMs = elapsedMs;
        this.startedAt = elapsedMs.getAsLong();
        this.pausedUntil = startedAt;
        this.search = choice.search().map(query -> new DataSetSearch(query, refresh, startedAt));
        choice.dataSets().forEach(id -> dataSets.put(id, new FoundDataSet(id, startedAt)));
    }

    /** All that are meant, as far as is known. */
    NavigableSet<Long> streams() {
        NavigableSet<Long> streams = new TreeSet<>(choice.streams());
        for (FoundDataSet dataSet : dataSets.values()) {
            dataSet.stream().ifPresent(streams::add);
        }
        return streams;
    }

    /** Whether enough is known to read by it: nothing that was read before a restart should be missing. */
    boolean ready() {
        if (!ready) {
            long waited = elapsedMs.getAsLong() - startedAt;
            Collection<FoundDataSet> all = dataSets.values();
            boolean searched = search.map(DataSetSearch::done).orElse(true);
            boolean anything = (searched && search.isPresent()) || all.stream().anyMatch(FoundDataSet::answered);
            boolean decided = search.map(DataSetSearch::decided).orElse(true)
                    && all.stream().allMatch(FoundDataSet::decided);
            boolean patient = !outage && waited >= LONGEST_PATIENCE;
            // Where all are refused for so long, what needs no looking up should not wait with them.
            ready = anything ? decided || patient : readsMore && decided && patient;
        }
        return ready;
    }

    /** Whether all that is known of was asked for once. */
    boolean through() {
        return dataSets.values().stream().allMatch(FoundDataSet::tried);
    }

    /** Why not all is known, for the person on call. From any thread. */
    String trouble() {
        return trouble;
    }

    /** Milliseconds until there is something to ask; 0 for now. */
    long dueInMs() {
        long now = elapsedMs.getAsLong();
        long due = Long.MAX_VALUE;
        for (FoundDataSet dataSet : dataSets.values()) {
            due = Math.min(due, dataSet.dueAt());
        }
        due = Math.min(due, search.map(DataSetSearch::dueAt).orElse(Long.MAX_VALUE));
        return Math.max(pace.waitMs(now), Math.max(due, pausedUntil) - now);
    }

    /** Asks Domo once, where that is due. */
    void step() {
        if (dueInMs() > 0) {
            return;
        }
        long now = elapsedMs.getAsLong();
        pace.sent(now);
        if (search.isPresent() && search.get().dueAt() <= now) {
            search(search.get(), now);
        } else {
            dataSets.values().stream()
                    .min(Comparator.comparingLong(FoundDataSet::dueAt))
                    .ifPresent(dataSet -> look(dataSet, now));
        }
    }

    private void search(DataSetSearch search, long now) {
        try {
            boolean through = search.next(directory, now);
            answered();
            // Page by page: one that can't be read hides none of those before it.
            search.found().forEach(id -> dataSets.computeIfAbsent(id, unknown -> new FoundDataSet(unknown, now)));
            if (through) {
                forgetAbsent(search);
            }
        } catch (RuntimeException e) {
            boolean itsOwn = failed(SEARCH, e);
            search.failed(e, itsOwn, now);
            tellOf(SEARCH, "The search for DataSets", e, itsOwn);
        }
    }

    private void forgetAbsent(DataSetSearch search) {
        Set<String> found = search.found();
        dataSets.values()
                .removeIf(dataSet -> !choice.dataSets().contains(dataSet.id())
                        && !search.cut()
                        && dataSet.absent(!found.contains(dataSet.id())));
    }

    private void look(FoundDataSet dataSet, long now) {
        try {
            OptionalLong stream = directory.streamOf(dataSet.id());
            answered();
            long seldom = Math.max(SELDOM * refresh, dataSets.size() * refresh / KNOWN_EACH_REFRESH);
            dataSet.is(stream, now + refresh, now + seldom);
            tellIfNone(dataSet);
        } catch (RuntimeException e) {
            // A fault of ours, too, is this one's own: it would else be asked for again and again, and no other.
            if (e instanceof DomoException.Refused refused && refused.status() == NOT_FOUND && refused.json()) {
                answered();
                dataSet.isMissing(now, now + refresh);
                tellIfNone(dataSet);
                return;
            }
            boolean itsOwn = failed(dataSet.id(), e);
            dataSet.failed(e, itsOwn, now);
            tellOf(dataSet.id(), "The stream of the DataSet " + dataSet.id(), e, itsOwn);
        }
    }

    private void answered() {
        if (outage) {
            LOG.info("The streams are looked up again");
        }
        outage = false;
        failing.clear();
        trouble = dataSets.size() + " DataSets are looked up one by one, at most " + Pace.A_MINUTE + " a minute";
    }

    /** Whether it is a failure of what was asked for, and not of Domo as a whole. */
    private boolean failed(String what, RuntimeException e) {
        trouble = e.getMessage();
        if (FoundDataSet.isDefinite(e)) {
            return true;
        }
        failing.add(what);
        if (!outage && failing.size() >= Math.min(OUTAGE, dataSets.size() + (search.isPresent() ? 1 : 0))) {
            outage = true;
            failuresInOutage = 0;
            LOG.warn("The streams can't be looked up now, what is known of them holds: {}", e.getMessage());
        }
        pausedUntil = elapsedMs.getAsLong() + pause(e);
        return !outage;
    }

    private long pause(RuntimeException e) {
        long wanted = e instanceof DomoException.Retriable retriable
                ? retriable.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0;
        if (!outage) {
            return wanted;
        }
        int times = Math.min(failuresInOutage++, 10);
        return Math.max(wanted, Math.min(LONGEST_OUTAGE_PAUSE, FoundDataSet.FIRST_PAUSE << times));
    }

    private void tellOf(String what, String named, RuntimeException why, boolean itsOwn) {
        if (!itsOwn || toldOf.size() > TOLD_AT_MOST || !toldOf.add(what)) {
            return;
        }
        if (toldOf.size() > TOLD_AT_MOST) {
            LOG.warn("More than {} DataSets can't be looked up: of further ones nothing is said", TOLD_AT_MOST);
        } else {
            LOG.warn(
                    "{} can't be looked up ({}): what is known of it holds, and it is tried again at growing pauses",
                    named,
                    why.getMessage(),
                    why instanceof DomoException ? null : why);
        }
    }

    /** What a search finds beside them is no one's mistake. */
    private void tellIfNone(FoundDataSet dataSet) {
        if (dataSet.answered()
                && dataSet.stream().isEmpty()
                && choice.dataSets().contains(dataSet.id())
                && toldOf.size() <= TOLD_AT_MOST
                && toldOf.add(dataSet.id())) {
            LOG.warn("The DataSet {} is fed by no stream: there are no executions to read of it", dataSet.id());
        }
    }
}
