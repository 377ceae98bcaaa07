package io.connectdomo.source.executions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far a stream was read and what of it was emitted. The floor never falls. */
final class ExecutionState {
    /** Every run seen above the floor. */
    private final TreeMap<Long, Known> above = new TreeMap<>();

    private long floor;

    ExecutionState(ExecutionOffset offset) {
        this.floor = offset.floor();
        offset.emitted().forEach((id, version) -> above.put(id, new Known(version, false)));
    }

    long floor() {
        return floor;
    }

    /** Whether this look at the run was not emitted yet. */
    boolean news(Execution run) {
        Known known = above.get(run.id());
        return run.id() > floor && (known == null || known.version() == null || known.version() != run.version());
    }

    /**
     * A run was seen, and there was nothing to emit about it. Runs have to be handed over ascending, none left out, or the
     * floor rises past one.
     */
    void seen(Execution run, boolean isFinal) {
        Known known = above.get(run.id());
        put(run, known == null ? null : known.version(), isFinal);
    }

    /** As {@link #seen}, and emitted. */
    void emitted(Execution run, boolean isFinal) {
        put(run, run.version(), isFinal);
    }

    /** Domo has the run no more. What was emitted of it is kept until the floor has passed it: it may come back. */
    void gone(long id) {
        above.computeIfPresent(id, (key, known) -> new Known(known.version(), true));
        raiseFloor();
    }

    /** The runs that are not final, ascending. */
    List<Long> pending() {
        return above.entrySet().stream()
                .filter(run -> !run.getValue().isFinal())
                .map(Map.Entry::getKey)
                .toList();
    }

    ExecutionOffset offset() {
        return new ExecutionOffset(floor, packed(), "");
    }

    /** What was emitted above the floor. */
    String packed() {
        TreeMap<Long, Integer> versions = new TreeMap<>();
        above.forEach((id, known) -> {
            if (known.version() != null) {
                versions.put(id, known.version());
            }
        });
        return EmittedRuns.pack(versions);
    }

    private void put(Execution run, Integer version, boolean isFinal) {
        if (run.id() > floor) {
            above.put(run.id(), new Known(version, isFinal));
            raiseFloor();
        }
    }

    private void raiseFloor() {
        while (!above.isEmpty() && above.firstEntry().getValue().isFinal()) {
            floor = above.pollFirstEntry().getKey();
        }
    }

    /**
     * @param version as emitted last; null where nothing was emitted
     */
    private record Known(Integer version, boolean isFinal) {}
}
