package io.connectdomo.source.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A stream's executions as Domo may show them: late, corrected, deleted, cut short, in any order, with pages that are not there,
 * with replies that are empty once, and with rows that can't be read.
 */
class SimulatedStream implements StreamPages {
    /** Replies that are empty though they should not be come so far apart. */
    private static final int APART = 10;

    /** One of Domo's pages. */
    enum Page {
        AGGREGATE,
        HISTORY,
        LIST,
        DETAIL,
        STREAM
    }

    /** How a page is there. */
    enum Presence {
        THERE,
        NOT_FOUND,
        /** 404, but not in Domo's form. */
        NO_PAGE,
        FORBIDDEN,
        /** There, and always without a row. */
        EMPTY
    }

    /**
     * How Domo behaves in what its pages leave open.
     *
     * @param latestLimit how far its histories really reach
     * @param partLimit most rows of one part of the list of all
     * @param presence of pages; those that are not named are there
     * @param ascending whether the histories are, too
     * @param descending whether the list of all is
     * @param limitIgnored whether the histories come whole, whatever is asked
     * @param badRows whether there are rows without an id among the others
     * @param emptyRate how often a reply is empty once
     * @param failRate how often a request fails
     */
    record Habits(
            int latestLimit,
            int partLimit,
            Map<Page, Presence> presence,
            boolean ascending,
            boolean descending,
            boolean limitIgnored,
            boolean badRows,
            double emptyRate,
            double failRate) {
        static final Habits PLAIN = limits(1000, 500);

        static Habits limits(int latest, int part) {
            return new Habits(latest, part, Map.of(), false, false, false, false, 0, 0);
        }

        Habits with(Page page, Presence presence) {
            Map<Page, Presence> more = new EnumMap<>(Page.class);
            more.putAll(this.presence);
            more.put(page, presence);
            return new Habits(
                    latestLimit, partLimit, more, ascending, descending, limitIgnored, badRows, emptyRate, failRate);
        }

        Habits withDescendingList() {
            return new Habits(
                    latestLimit, partLimit, presence, ascending, true, limitIgnored, badRows, emptyRate, failRate);
        }

        Presence of(Page page) {
            return presence.getOrDefault(page, Presence.THERE);
        }

        boolean has(Page page) {
            return of(page) == Presence.THERE;
        }
    }

    /**
     * A look at a run from {@code from} on.
     *
     * @param filled whether it tells what was written
     */
    record Version(long from, String state, long endedAt, boolean filled) {
        Version(long from, String state, long endedAt) {
            this(from, state, endedAt, false);
        }
    }

    /**
     * A run.
     *
     * @param startedAt when it began; shown as {@link Execution#NONE} where {@code startHidden}
     * @param deletedAt when Domo drops it
     * @param versions ascending; the first is when it shows
     */
    record Run(long id, long startedAt, boolean startHidden, long deletedAt, List<Version> versions) {
        boolean visible(long now) {
            return versions.get(0).from() <= now && now < deletedAt;
        }

        Execution at(long now, boolean detail) {
            Version current = versions.get(0);
            for (Version version : versions) {
                current = version.from() <= now ? version : current;
            }
            return shown(current, detail);
        }

        Execution shown(Version version, boolean detail) {
            ObjectNode body = Json.object().put("rowsInserted", version.filled() ? 5 : 0);
            if (detail) {
                body.put("runType", "MANUAL").putArray("errors");
            }
            return new Execution(
                    id, version.state(), startHidden ? Execution.NONE : startedAt, version.endedAt(), body);
        }

        Version last() {
            return versions.get(versions.size() - 1);
        }
    }

    private final List<Run> runs;
    private final Random random;
    private final Map<Page, Integer> requests = new EnumMap<>(Page.class);
    private final Map<Page, Integer> sinceEmpty = new EnumMap<>(Page.class);
    private Habits habits;
    private long now;
    private long rows;

    SimulatedStream(List<Run> runs, Habits habits, Random random, long now) {
        this.runs = new ArrayList<>(runs);
        this.runs.sort(Comparator.comparingLong(Run::id));
        this.habits = habits;
        this.random = random;
        this.now = now;
    }

    long now() {
        return now;
    }

    int requests() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    int requests(Page page) {
        return requests.getOrDefault(page, 0);
    }

    /** Rows sent by all histories and lists. */
    long rows() {
        return rows;
    }

    void pass(long millis) {
        now += millis;
    }

    /** From now on Domo behaves otherwise. */
    void behave(Habits other) {
        habits = other;
    }

    @Override
    public ExecutionReply aggregate(int limit) {
        return latest(Page.AGGREGATE, limit);
    }

    @Override
    public ExecutionReply history(int limit) {
        return latest(Page.HISTORY, limit);
    }

    @Override
    public ExecutionReply list(long offset, int limit) {
        return answer(Page.LIST, () -> {
            List<Run> all = places();
            if (habits.descending()) {
                Collections.reverse(all);
            }
            int from = (int) Math.min(offset, all.size());
            return shown(all.subList(from, Math.min(all.size(), from + Math.min(limit, habits.partLimit()))), true);
        });
    }

    @Override
    public ExecutionReply one(long id) {
        return answer(Page.DETAIL, () -> {
            List<Execution> found = visible().stream()
                    .filter(run -> run.id() == id)
                    .map(run -> run.at(now, true))
                    .toList();
            if (found.isEmpty()) {
                throw refused(404, true);
            }
            return found;
        });
    }

    @Override
    public ExecutionReply stream() {
        return answer(Page.STREAM, () -> {
            List<Run> visible = visible();
            return visible.isEmpty()
                    ? List.of()
                    : List.of(visible.get(visible.size() - 1).at(now, true));
        });
    }

    @Override
    public long skipped() {
        return 0;
    }

    private ExecutionReply latest(Page page, int limit) {
        return answer(page, () -> {
            List<Run> all = places();
            int most = habits.limitIgnored() ? habits.latestLimit() : Math.min(limit, habits.latestLimit());
            List<Run> latest = all.subList(Math.max(0, all.size() - most), all.size());
            if (!habits.ascending()) {
                Collections.reverse(latest);
            }
            return shown(latest, false);
        });
    }

    private ExecutionReply answer(Page page, Supplier<List<Execution>> answer) {
        requests.merge(page, 1, Integer::sum);
        now += 1 + random.nextInt(200);
        if (random.nextDouble() < habits.failRate()) {
            throw new DomoException.Retriable("simulated outage", null, true, null);
        }
        List<Execution> reply = switch (habits.of(page)) {
            case NOT_FOUND -> throw refused(404, true);
            case NO_PAGE -> throw refused(404, false);
            case FORBIDDEN -> throw new DomoException.Unauthorized("simulated", 403);
            case EMPTY -> List.of();
            case THERE -> isEmptyOnce(page) ? empty(page) : answer.get();
        };
        // Replies are on their way for a while, and the header is whole seconds.
        long sent = now;
        now += random.nextInt(200);
        rows += reply.size();
        List<Execution> readable = reply.stream().filter(run -> run != null).toList();
        int first = readable.isEmpty() ? 0 : reply.indexOf(readable.get(0));
        int last = readable.isEmpty() ? 0 : reply.lastIndexOf(readable.get(readable.size() - 1));
        return ExecutionReply.rows(
                readable, reply.size(), first, last, Optional.of(Instant.ofEpochMilli(sent / 1000 * 1000)));
    }

    private static List<Execution> empty(Page page) {
        if (page == Page.DETAIL) {
            throw refused(404, true);
        }
        return List.of();
    }

    private boolean isEmptyOnce(Page page) {
        boolean empty = page != Page.STREAM
                && sinceEmpty.getOrDefault(page, APART) >= APART
                && random.nextDouble() < habits.emptyRate();
        sinceEmpty.merge(page, 1, Integer::sum);
        if (empty) {
            sinceEmpty.put(page, 0);
        }
        return empty;
    }

    private static DomoException refused(int status, boolean json) {
        return new DomoException.Refused("simulated " + status, status, json, "", "");
    }

    private List<Run> visible() {
        return runs.stream().filter(run -> run.visible(now)).toList();
    }

    private List<Execution> shown(List<Run> page, boolean detail) {
        List<Execution> shown = new ArrayList<>();
        page.forEach(run -> shown.add(run == null ? null : run.at(now, detail)));
        return shown;
    }

    /** Ascending; null for a row that can't be read. */
    private List<Run> places() {
        List<Run> all = new ArrayList<>();
        for (Run run : runs) {
            if (!run.visible(now)) {
                continue;
            }
            all.add(run);
            for (long bad = run.id() % 7; habits.badRows() && bad > 4; bad--) {
                all.add(null);
            }
        }
        return all;
    }
}
