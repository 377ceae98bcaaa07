package io.connectdomo.source.executions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns a reply's runs into emissions, ascending: those that are new or have changed, each with the offset that resumes right
 * behind it. A failing run waits until it has been asked for its errors.
 */
final class Delivery {
    private final ExecutionState state;
    private final Emit emit;
    private final long time;
    private final Deque<Row> rows = new ArrayDeque<>();
    private Question question = Question.ONE;
    private Execution explained;

    /**
     * @param runs of one reply, ascending
     * @param time not later than the reply, in epoch milliseconds
     */
    Delivery(ExecutionState state, Emit emit, Finality finality, List<Execution> runs, long time) {
        this.state = state;
        this.emit = emit;
        this.time = time;
        long startedAtMost = Execution.NONE;
        for (int i = runs.size() - 1; i >= 0; i--) {
            Execution run = runs.get(i);
            // One without a start began before the next that has one.
            startedAtMost = run.startedAt() == Execution.NONE ? startedAtMost : run.startedAt();
            rows.addFirst(new Row(run, finality.reached(run, startedAtMost, time)));
        }
    }

    /** What to ask for the errors of the next run; empty when {@link #next} can go on. */
    Optional<ExecutionRequest> request() {
        skipKnown();
        if (rows.isEmpty() || !unexplained()) {
            return Optional.empty();
        }
        return Optional.of(
                question == Question.ONE
                        ? new ExecutionRequest.One(rows.element().run().id())
                        : new ExecutionRequest.Last());
    }

    /** Takes the reply to {@link #request}; what it does not tell stays unknown. */
    void accept(Collection<Execution> details) {
        Execution run = rows.element().run();
        Optional<Execution> detail =
                details.stream().filter(other -> other.id() == run.id()).findFirst();
        if (detail.isPresent()) {
            explained = run.explainedBy(detail.get());
            question = Question.NONE;
        } else {
            // Only of the last run of all, the stream itself tells the errors.
            question = question == Question.ONE && rows.size() == 1 ? Question.LAST : Question.NONE;
        }
    }

    /** The next emissions, at most {@code most}; fewer at the end, and where {@link #request} has to be asked first. */
    List<Emission> next(int most) {
        List<Emission> batch = new ArrayList<>();
        String base = null;
        TreeMap<Long, Integer> plus = new TreeMap<>();
        skipKnown();
        while (batch.size() < most && !rows.isEmpty() && !unexplained()) {
            base = base == null ? state.packed() : base;
            Row row = rows.remove();
            Execution run = explained == null ? row.run() : explained;
            state.emitted(run, row.isFinal(), time);
            plus.put(run.id(), run.version());
            plus.headMap(state.floor(), true).clear();
            batch.add(new Emission(run, new ExecutionOffset(state.floor(), base, EmittedRuns.pack(plus))));
            explained = null;
            question = Question.ONE;
            skipKnown();
        }
        return batch;
    }

    boolean done() {
        return rows.isEmpty();
    }

    private void skipKnown() {
        while (!rows.isEmpty() && !toEmit(rows.element().run())) {
            Row row = rows.remove();
            state.seen(row.run(), row.isFinal(), time);
        }
    }

    private boolean toEmit(Execution run) {
        return state.news(run) && (emit == Emit.CHANGES || run.terminal());
    }

    private boolean unexplained() {
        Execution run = rows.element().run();
        return run.failing() && !run.explained() && question != Question.NONE;
    }

    private enum Question {
        ONE,
        LAST,
        NONE
    }

    private record Row(Execution run, boolean isFinal) {}
}
