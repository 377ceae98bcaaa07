package io.connectdomo.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Runs of scheduled reports (product-apis.md, "Get Report History"; observed-behaviour.md 7), which change until they end and are
 * purged. {@code startTime} and {@code endTime} of an entry are epoch milliseconds, null where there is none yet; {@code ownerId}
 * is who sees it without {@code filter=ALL}, and is not shown. Thread-safe.
 */
public final class ReportHistory {
    /** The user whose token the emulator takes. */
    static final String TOKEN_OWNER = "1";

    private final Clock clock;
    private final TreeMap<Long, FeedEntry> runs = new TreeMap<>();
    private final Set<Long> goneAfterPage = new LinkedHashSet<>();

    ReportHistory(Clock clock) {
        this.clock = clock;
    }

    /** A run of the token owner's report that has begun, shown from its start on. */
    public static FeedEntry run(long id, Instant startTime) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("ownerId", TOKEN_OWNER);
        fields.put("reportId", 7);
        fields.put("reportTitleId", 70);
        fields.put("reportTitle", "Monthly sales");
        fields.put("reportSubject", "Sales of the month");
        fields.put("toe", "EMULATOR01-" + id + "-REPORT");
        fields.put("usingLayout", true);
        fields.put("startTime", startTime.toEpochMilli());
        fields.put("endTime", null);
        fields.put("automated", true);
        fields.put("cardCount", 5);
        fields.put("attachmentCount", 2);
        fields.put("attachmentSize", 1_024_000);
        fields.put("emailSize", 1_536_000);
        fields.put("status", "processing");
        fields.put("problems", List.of());
        fields.put(
                "recipients",
                List.of(Map.of("userId", 901_234, "displayName", "John Doe", "emailAddress", "john.doe@example.com")));
        return FeedEntry.of(fields, startTime);
    }

    /** The change that ends a run with {@code success} or {@code failure}. */
    public static Map<String, Object> ended(String status, Instant endTime) {
        return Map.of("status", status, "endTime", endTime.toEpochMilli());
    }

    /**
     * Adds a run, or puts it in the place of the one with its {@code id}.
     *
     * @throws IllegalArgumentException when it has no {@code id}
     */
    public synchronized void add(FeedEntry run) {
        if (!(run.fields().get("id") instanceof Number id)) {
            throw new IllegalArgumentException("A run of a report needs an 'id'");
        }
        runs.put(id.longValue(), run);
    }

    /** From now on fields of a run say something else. */
    public synchronized void change(long id, Map<String, ?> fields) {
        runs.put(id, known(id).changing(clock.instant(), fields));
    }

    /** Removes runs now. */
    public synchronized void purge(Collection<Long> ids) {
        ids.forEach(id -> runs.put(id, known(id).goingAt(clock.instant())));
    }

    /** Removes runs as soon as the next page has been answered: what comes behind them moves up, between two pages. */
    public synchronized void purgeAfterNextPage(Collection<Long> ids) {
        ids.forEach(this::known);
        goneAfterPage.addAll(ids);
    }

    /** How many runs there are, shown or not. */
    public synchronized int size() {
        return runs.size();
    }

    synchronized long nextId() {
        return runs.isEmpty() ? 1 : runs.lastKey() + 1;
    }

    /** The runs that show now, ascending by id. */
    synchronized List<Map<String, Object>> shown() {
        Instant now = clock.instant();
        return runs.values().stream()
                .filter(run -> run.shown(now))
                .map(run -> run.at(now))
                .toList();
    }

    /** A page of them; what waited for one goes. */
    synchronized List<Map<String, Object>> page(
            Predicate<Map<String, Object>> filter, Comparator<Map<String, Object>> order, long skip, int limit) {
        List<Map<String, Object>> page = shown().stream()
                .filter(filter)
                .sorted(order)
                .skip(skip)
                .limit(limit)
                .toList();
        purge(List.copyOf(goneAfterPage));
        goneAfterPage.clear();
        return page;
    }

    /** One that shows now. */
    synchronized Map<String, Object> shown(long id) {
        Instant now = clock.instant();
        FeedEntry run = known(id);
        if (!run.shown(now)) {
            throw DomoError.notFound("Not Found");
        }
        return run.at(now);
    }

    private FeedEntry known(long id) {
        FeedEntry run = runs.get(id);
        if (run == null) {
            throw DomoError.notFound("Not Found");
        }
        return run;
    }
}
