package io.connectdomo.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** All DataSets, in the order in which they were made. Thread-safe. */
final class Catalog {
    private final Map<String, DataSet> dataSets = new LinkedHashMap<>();
    private final AtomicLong credits = new AtomicLong();
    private final CommitLog log = new CommitLog();

    synchronized void add(DataSet dataSet) {
        dataSets.put(dataSet.id(), dataSet);
    }

    synchronized DataSet get(String id) {
        DataSet dataSet = dataSets.get(id);
        if (dataSet == null) {
            throw DomoError.notFound("Not Found");
        }
        return dataSet;
    }

    synchronized DataSet remove(String id) {
        DataSet dataSet = get(id);
        dataSets.remove(id);
        return dataSet;
    }

    synchronized List<DataSet> all() {
        return new ArrayList<>(dataSets.values());
    }

    /** Every commit of a DataSet costs one credit, whatever its size (observed-behaviour.md 11). */
    void charge(DataSet dataSet, CommitRecord commit) {
        log.add(new CommitLog.Entry(dataSet.id(), dataSet.name(), commit, credits.incrementAndGet()));
    }

    CommitLog log() {
        return log;
    }

    long credits() {
        return credits.get();
    }
}
