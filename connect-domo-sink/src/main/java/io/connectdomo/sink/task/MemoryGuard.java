package io.connectdomo.sink.task;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the task holds within {@code buffer.max.bytes}: pauses when less than twice the largest list so far is left,
 * resumes at half, and in between makes the largest destinations send what they have (delivery.md 2.11). Task thread only.
 */
final class MemoryGuard {
    private static final Logger log = LoggerFactory.getLogger(MemoryGuard.class);

    /** Kafka's default of {@code max.poll.records}. */
    private static final long USUAL_LIST = 500;

    /** Of a list of fewer records one may be far from the others. */
    private static final int ENOUGH_TO_TELL = 10;

    /** After so many lists none is longer than the longest was. */
    private static final int LISTS_TO_TELL = 100;

    private final MemoryBudget budget;
    private long takenBefore;
    private long largestList;
    private long mostForOne;
    private int lists;
    private int longestList;
    private boolean shortOfMemory;

    MemoryGuard(MemoryBudget budget) {
        this.budget = budget;
    }

    void listBegins() {
        takenBefore = budget.taken();
    }

    /**
     * @param records how many the list had; not all may have been taken, so that it tells how much a record needs, and not what
     *     the next list will
     */
    void listEnds(int records) {
        long taken = budget.taken() - takenBefore;
        largestList = Math.max(largestList, taken);
        if (records > 0) {
            lists++;
            longestList = Math.max(longestList, records);
        }
        if (records >= ENOUGH_TO_TELL) {
            mostForOne = Math.max(mostForOne, taken / records);
        }
    }

    /** What a list may need: the largest so far, or where few have come yet one as long as Kafka's clients make them. */
    private long nextList() {
        long records = lists < LISTS_TO_TELL ? Math.max(longestList, USUAL_LIST) : longestList;
        return Math.max(largestList, records * mostForOne);
    }

    /**
     * Frees memory where it is short, and says whether partitions are to be paused.
     *
     * @param assigned those that need memory to be read
     */
    boolean relieve(Collection<? extends Destination> destinations, Collection<AssignedPartition> assigned) {
        if (budget.used() >= pauseAt()) {
            sendLargest(destinations);
            dropOfWaiting(destinations, assigned);
            shortOfMemory = budget.used() >= pauseAt();
        } else if (budget.used() <= budget.limit() / 2) {
            shortOfMemory = false;
        }
        return shortOfMemory;
    }

    /**
     * Whether a list may be delivered behind our back: one more can come before it is counted, so there must be room for both
     * before the limit is even near.
     */
    boolean roomToRunAhead() {
        return largestList > 0 && budget.used() + 2 * nextList() < pauseAt();
    }

    private long pauseAt() {
        return budget.limit() - Math.min(2 * nextList(), budget.limit() / 2);
    }

    /** Until what is open, and would stay if everything under way were done, is below half. */
    private void sendLargest(Collection<? extends Destination> destinations) {
        long open = openBytes(destinations);
        if (open < budget.limit() / 2) {
            return;
        }
        List<? extends Destination> largestFirst = destinations.stream()
                .filter(destination -> destination.openBytes() > 0)
                .sorted(Comparator.comparingLong(Destination::openBytes).reversed())
                .toList();
        for (Destination destination : largestFirst) {
            if (open < budget.limit() / 2) {
                return;
            }
            open -= destination.openBytes();
            destination.relieve();
        }
    }

    /**
     * A destination that waits for Domo must not keep the others from their memory, also not one that nothing has come for yet,
     * because its partition is paused for want of it.
     */
    private void dropOfWaiting(Collection<? extends Destination> destinations, Collection<AssignedPartition> assigned) {
        if (assigned.stream().allMatch(AssignedPartition::feedsOneThatWaits)) {
            return;
        }
        for (Destination destination : destinations) {
            if (budget.used() >= pauseAt() && destination.waiting()) {
                log.warn(
                        "{}: what is held for it is dropped, because it waits for Domo and the memory"
                                + " (buffer.max.bytes={}) is needed by others; it is read again from Kafka afterwards",
                        destination.name(),
                        budget.limit());
                destination.dropOpen("dropped at the memory limit");
            }
        }
    }

    private static long openBytes(Collection<? extends Destination> destinations) {
        long sum = 0;
        for (Destination destination : destinations) {
            sum += destination.openBytes();
        }
        return sum;
    }
}
