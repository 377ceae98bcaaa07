package io.connectdomo.emulator;

import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.locks.Lock;

/** Makes and removes DataSets. Thread-safe. */
final class DataSets {
    private final Catalog catalog;
    private final RowStore rows;
    private final SearchIndex search;
    private final Clock clock;

    DataSets(Catalog catalog, RowStore rows, SearchIndex search, Clock clock) {
        this.catalog = catalog;
        this.rows = rows;
        this.search = search;
        this.clock = clock;
    }

    DataSet create(String name, String description, Schema schema) {
        try {
            DataSet dataSet = new DataSet(
                    UUID.randomUUID().toString(), name, description, schema, rows.create(schema), clock.instant());
            catalog.add(dataSet);
            return dataSet;
        } catch (SQLException e) {
            throw new IllegalStateException("The table of DataSet '" + name + "' could not be made", e);
        }
    }

    void delete(String id) {
        DataSet dataSet = catalog.remove(id);
        dataSet.markGone();
        search.deleted(dataSet);
        Lock lock = dataSet.tableLock().writeLock();
        lock.lock();
        try {
            rows.drop(dataSet.table());
        } catch (SQLException e) {
            throw new IllegalStateException("The table of DataSet " + id + " could not be dropped", e);
        } finally {
            lock.unlock();
        }
    }
}
