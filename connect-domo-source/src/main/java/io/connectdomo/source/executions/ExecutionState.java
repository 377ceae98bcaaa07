package io.connectdomo.source.executions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a stream was read and what of it was emitted. The floor never falls. */
final class ExecutionState {
    /** So long the text of an offset may get, in characters: Kafka refuses more than a megabyte, and a batch adds its own. */
    static final int MOST_TEXT = 680_000;

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionState.class);

    /** Where it has to be shortened, by so much: not again at every run. */
    private static final int SHORTENED = MOST_TEXT / 10 * 9;

    /** Every run seen above the floor. */
    private final TreeMap<Long, Known> above = new TreeMap<>();

    private final String name;
    private long floor;
    private int text;
    private long passedOver;
    private long told;

    /**
     * @param name of the stream, as logs have it
     * @param now by Domo's clock, in epoch milliseconds
     */
    ExecutionState(String name, ExecutionOffset offset, long now) {
        this.name = name;
        this.floor = offset.floor();
        offset.emitted().forEach((id, version) -> set(id, new Known(version, now, false)));
        shorten();
    }

    long floor() {
        return floor;
    }

    /** Whether this look at the run was not emitted yet. */
    boolean news(Execution run) {
        Known known = above.get(run.id());
        return run.id() > floor && (known == null || known.version() == null || !run.shownBy(known.version()));
    }

    /**
     * A run was seen, and there was nothing to emit about it. Runs have to be handed over ascending, none left out, or the
     * floor rises past one.
     *
     * @param now by Domo's clock, in epoch milliseconds
     */
    void seen(Execution run, boolean isFinal, long now) {
        Known known = above.get(run.id());
        put(run, known == null ? null : known.version(), isFinal, now);
    }

    /** As {@link #seen}, and emitted. */
    void emitted(Execution run, boolean isFinal, long now) {
        put(run, run.version(), isFinal, now);
    }

    /** Domo has the run no more. What was emitted of it is kept until the floor has passed it: it may come back. */
    void gone(long id) {
        above.computeIfPresent(id, (key, known) -> known.ended());
        raiseFloor();
    }

    /** Gives up the runs that have been going on since before {@code time}, also those that Domo does not show any more. */
    void giveUp(long time) {
        above.replaceAll((id, known) -> known.since() <= time ? known.ended() : known);
        raiseFloor();
    }

    /** The runs that are not final, ascending. */
    List<Long> pending() {
        return above.entrySet().stream()
                .filter(run -> !run.getValue().isFinal())
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isPending(long id) {
        Known known = above.get(id);
        return known != null && !known.isFinal();
    }

    /** Since when a run above the floor goes on: its start, or where that is not known, when it was first seen. */
    long since(long id) {
        return above.get(id).since();
    }

    /** Runs that were not final and are not followed any more, because there were too many for an offset. */
    long passedOver() {
        return passedOver;
    }

    ExecutionOffset offset() {
        return new ExecutionOffset(floor, packed(), "");
    }

    /** What was emitted above the floor. */
    String packed() {
        StringBuilder packed = new StringBuilder();
        above.forEach((id, known) -> {
            if (known.version() != null) {
                EmittedRuns.append(packed, id, known.version());
            }
        });
        return packed.toString();
    }

    private void put(Execution run, Integer version, boolean isFinal, long now) {
        if (run.id() > floor) {
            Known known = above.get(run.id());
            long since = run.startedAt() != Execution.NONE ? run.startedAt() : known == null ? now : known.since();
            set(run.id(), new Known(version, since, isFinal));
            raiseFloor();
            shorten();
        }
    }

    private void set(long id, Known known) {
        if (above.put(id, known) == null) {
            text += EmittedRuns.mostCharacters(id);
        }
    }

    private void raiseFloor() {
        while (!above.isEmpty() && above.firstEntry().getValue().isFinal()) {
            drop();
        }
    }

    private Known drop() {
        Map.Entry<Long, Known> lowest = above.pollFirstEntry();
        floor = lowest.getKey();
        text -= EmittedRuns.mostCharacters(floor);
        return lowest.getValue();
    }

    /** More than Kafka takes: the lowest runs are followed no more. */
    private void shorten() {
        if (text <= MOST_TEXT) {
            return;
        }
        while (text > SHORTENED) {
            passedOver += drop().isFinal() ? 0 : 1;
        }
        raiseFloor();
        if (passedOver >= 2 * told) {
            LOG.warn(
                    "{} has more runs above an unfinished one, or more unfinished ones, than an offset can hold: what"
                            + " still changes of the runs up to execution {} is not read any more ({} unfinished ones so far)",
                    name,
                    floor,
                    passedOver);
            told = Math.max(1, passedOver);
        }
    }

    /**
     * @param version as emitted last; null where nothing was emitted
     * @param since when it began, or was first seen, by Domo's clock in epoch milliseconds
     */
    private record Known(Integer version, long since, boolean isFinal) {
        Known ended() {
            return new Known(version, since, true);
        }
    }
}
