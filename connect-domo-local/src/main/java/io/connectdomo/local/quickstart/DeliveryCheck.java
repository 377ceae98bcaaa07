package io.connectdomo.local.quickstart;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The numbers that should be there once, compared with those that are.
 *
 * @param expected the numbers from 1 to this should be there
 * @param missing ascending
 * @param doubled ascending, each once
 * @param unexpected ascending; numbers that nobody sent
 */
record DeliveryCheck(long expected, List<Long> missing, List<Long> doubled, List<Long> unexpected) {
    private static final int SHOWN = 10;

    static DeliveryCheck of(long expected, Collection<Long> found) {
        BitSet seen = new BitSet();
        TreeSet<Long> doubled = new TreeSet<>();
        TreeSet<Long> unexpected = new TreeSet<>();
        for (long number : found) {
            if (number < 1 || number > expected) {
                unexpected.add(number);
            } else if (seen.get((int) number)) {
                doubled.add(number);
            }
            if (number >= 0) {
                seen.set((int) number);
            }
        }
        List<Long> missing = IntStream.rangeClosed(1, (int) expected)
                .filter(number -> !seen.get(number))
                .mapToObj(number -> (long) number)
                .toList();
        return new DeliveryCheck(expected, missing, List.copyOf(doubled), List.copyOf(unexpected));
    }

    boolean isExact() {
        return missing.isEmpty() && doubled.isEmpty() && unexpected.isEmpty();
    }

    /** In words, such as "2 missing (3, 4), 1 double (7)". */
    String words() {
        if (isExact()) {
            return "all " + expected + " orders are in the DataSet, each exactly once";
        }
        return "of " + expected + " orders: " + part(missing, "missing") + ", " + part(doubled, "double") + ", "
                + part(unexpected, "never sent");
    }

    private static String part(List<Long> numbers, String what) {
        if (numbers.isEmpty()) {
            return "0 " + what;
        }
        String shown = String.join(
                ", ", numbers.stream().limit(SHOWN).map(String::valueOf).toList());
        return numbers.size() + " " + what + " (" + shown + (numbers.size() > SHOWN ? ", …" : "") + ")";
    }
}
