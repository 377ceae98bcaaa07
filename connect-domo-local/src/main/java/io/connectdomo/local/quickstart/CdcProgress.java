package io.connectdomo.local.quickstart;

import java.time.Duration;
import java.util.List;

/**
 * Where things stand.
 *
 * @param elapsed since the first transaction
 * @param transactions of the shop
 * @param tables always in the same order
 */
record CdcProgress(Duration elapsed, long transactions, List<OfTable> tables) {
    CdcProgress {
        tables = List.copyOf(tables);
    }

    /**
     * One table's DataSet.
     *
     * @param rows that can be queried
     * @param commits so far; 0 also while there is no DataSet
     */
    record OfTable(String name, long rows, int commits) {}

    int commits() {
        return tables.stream().mapToInt(OfTable::commits).sum();
    }
}
