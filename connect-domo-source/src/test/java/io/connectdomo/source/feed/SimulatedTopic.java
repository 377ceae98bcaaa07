package io.connectdomo.source.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * The topic and the offset that Connect stores with it: what a worker wrote is there once it is committed, and a kill leaves
 * the offset of any record of what was not.
 *
 * @param <E> a record
 * @param <O> its offset
 */
public final class SimulatedTopic<E, O> {
    private final Function<E, O> offsetOf;
    private final boolean exactlyOnce;
    private final Random random;
    private final List<E> committed = new ArrayList<>();
    private final List<E> uncommitted = new ArrayList<>();
    private Optional<O> stored = Optional.empty();

    /**
     * @param exactlyOnce whether what was written behind the stored offset is not seen
     */
    public SimulatedTopic(Function<E, O> offsetOf, boolean exactlyOnce, Random random) {
        this.offsetOf = offsetOf;
        this.exactlyOnce = exactlyOnce;
        this.random = random;
    }

    /** What {@code read_committed} sees. */
    public List<E> committed() {
        return committed;
    }

    /** Where a restarted worker goes on. */
    public Optional<O> stored() {
        return stored;
    }

    /** As an operator sets it. */
    public void store(O offset) {
        stored = Optional.of(offset);
    }

    public boolean hasUncommitted() {
        return !uncommitted.isEmpty();
    }

    public void write(List<E> batch) {
        uncommitted.addAll(batch);
    }

    public void commit() {
        if (!uncommitted.isEmpty()) {
            committed.addAll(uncommitted);
            store(offsetOf.apply(uncommitted.get(uncommitted.size() - 1)));
            uncommitted.clear();
        }
    }

    /** The records up to a random one were stored with their offsets; the others were written in vain, or twice. */
    public void kill() {
        int kept = random.nextInt(uncommitted.size() + 1);
        committed.addAll(exactlyOnce ? uncommitted.subList(0, kept) : uncommitted);
        if (kept > 0) {
            store(offsetOf.apply(uncommitted.get(kept - 1)));
        }
        uncommitted.clear();
    }
}
