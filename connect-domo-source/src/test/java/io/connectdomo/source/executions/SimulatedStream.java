package io.connectdomo.source.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A stream's executions as Domo may show them: late, corrected, deleted, cut short, without pages of their own. */
final class SimulatedStream implements StreamHistory {
    private static final ObjectNode ROW = Json.object();
    private static final ObjectNode DETAIL = Json.object().put("runType", "MANUAL");

    static {
        DETAIL.putArray("errors");
    }

    /**
     * How Domo behaves in what its pages leave open.
     *
     * @param latestLimit how far the aggregated history really reaches
     * @param partLimit most rows of one part of the list of all
     * @param detailPages whether single executions can be asked for
     * @param ascending whether the aggregated history is, too
     * @param failRate how often a request fails
     */
    record Habits(int latestLimit, int partLimit, boolean detailPages, boolean ascending, double failRate) {}

    /** A look at a run from {@code from} on. */
    record Version(long from, String state, long endedAt) {}

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
            ObjectNode body = detail ? DETAIL : ROW;
            return new Execution(
                    id, version.state(), startHidden ? Execution.NONE : startedAt, version.endedAt(), body);
        }

        Version last() {
            return versions.get(versions.size() - 1);
        }
    }

    private final List<Run> runs;
    private final Habits habits;
    private final Random random;
    private long now;
    private int requests;

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
        return requests;
    }

    void pass(long millis) {
        now += millis;
    }

    @Override
    public ExecutionReply ask(ExecutionRequest request) {
        requests++;
        now += 1 + random.nextInt(200);
        if (random.nextDouble() < habits.failRate()) {
            throw new DomoException.Retriable("simulated outage", null, true, null);
        }
        List<Execution> reply = answer(request);
        // Replies are on their way for a while, and the header is whole seconds.
        long sent = now;
        now += random.nextInt(200);
        return new ExecutionReply(reply, Optional.of(Instant.ofEpochMilli(sent / 1000 * 1000)), false);
    }

    private List<Execution> answer(ExecutionRequest request) {
        List<Run> visible = runs.stream().filter(run -> run.visible(now)).toList();
        if (request instanceof ExecutionRequest.Latest) {
            return latest(visible);
        }
        if (request instanceof ExecutionRequest.Part part) {
            return visible.stream()
                    .skip(part.offset())
                    .limit(Math.min(part.limit(), habits.partLimit()))
                    .map(run -> run.at(now, true))
                    .toList();
        }
        if (request instanceof ExecutionRequest.One one) {
            return visible.stream()
                    .filter(run -> habits.detailPages() && run.id() == one.id())
                    .map(run -> run.at(now, true))
                    .toList();
        }
        return visible.isEmpty()
                ? List.of()
                : List.of(visible.get(visible.size() - 1).at(now, true));
    }

    private List<Execution> latest(List<Run> visible) {
        int from = Math.max(0, visible.size() - habits.latestLimit());
        List<Execution> rows = new ArrayList<>();
        visible.subList(from, visible.size()).forEach(run -> rows.add(run.at(now, false)));
        if (!habits.ascending()) {
            rows.sort(Execution.BY_ID.reversed());
        }
        return rows;
    }
}
