package io.connectdomo.source.activity;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns the rows of one whole window into events: those that {@code seen} does not account for, each with the offset that
 * resumes right behind it.
 */
final class Delivery {
    private final ActivityState state;
    private final WindowPlan.Kind kind;
    private final List<LogRow> rows;
    private final long end;
    private int next;
    private List<LogRow> group = List.of();
    private int nextOfGroup;

    /**
     * @param section all of the window; its rows in {@link LogRow#ORDER}
     */
    Delivery(ActivityState state, WindowPlan.Kind kind, Section section) {
        this.state = state;
        this.kind = kind;
        this.rows = section.rows();
        this.end = section.to();
    }

    /** The next events, at most {@code most}; fewer only at the end, after which the window counts as read. */
    List<Emission> next(int most) {
        List<Emission> batch = new ArrayList<>();
        Base base = null;
        LogRow row;
        while (batch.size() < most && (row = nextRow()) != null) {
            if (base == null) {
                base = new Base(state.seen());
            }
            batch.add(emit(row, base));
        }
        if (done()) {
            finish();
        }
        return batch;
    }

    boolean done() {
        return next == rows.size() && nextOfGroup == group.size();
    }

    private Emission emit(LogRow row, Base base) {
        if (kind != WindowPlan.Kind.SWEEP) {
            state.readUpTo(row.time());
        }
        if (kind == WindowPlan.Kind.SETTLE) {
            state.settle(row.time());
        }
        int ordinal = state.seen().count(row) + 1;
        state.emitted(row);
        return new Emission(row, ordinal, base.offset(row));
    }

    /** Null at the end. */
    private LogRow nextRow() {
        while (!done()) {
            if (nextOfGroup == group.size()) {
                group = state.seen().unaccounted(nextGroup());
                nextOfGroup = 0;
            } else {
                LogRow row = group.get(nextOfGroup++);
                // The limit of seen may have settled what was still to come of a sweep.
                if (row.time() >= state.settled()) {
                    return row;
                }
            }
        }
        return null;
    }

    private List<LogRow> nextGroup() {
        int from = next;
        do {
            next++;
        } while (next < rows.size() && rows.get(next).sameIdentity(rows.get(from)));
        return rows.subList(from, next);
    }

    private void finish() {
        switch (kind) {
            case READ -> state.readUpTo(end);
            case SETTLE -> state.settle(end);
            case SWEEP -> {
                // Only the end of the whole sweep settles.
            }
        }
    }

    /** What the offsets of a batch have in common, and what its records add. */
    private final class Base {
        private final String seen;
        private Seen plus = new Seen();
        private String packed = "";

        Base(Seen emitted) {
            // While settling, the records carry their own millisecond and nothing else.
            this.seen = kind == WindowPlan.Kind.SETTLE ? "" : PackedSeen.pack(emitted);
        }

        ActivityOffset offset(LogRow row) {
            if (kind == WindowPlan.Kind.SETTLE) {
                packed = PackedSeen.pack(state.seen());
            } else {
                plus.add(row);
                packed = PackedSeen.pack(plus);
            }
            return new ActivityOffset(state.settled(), state.frontier(), seen, packed);
        }
    }
}
