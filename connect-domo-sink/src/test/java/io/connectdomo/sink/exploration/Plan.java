package io.connectdomo.sink.exploration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of the explorer does: which topics go where, and what happens in which order. A text of it is enough to run it again.
 *
 * @param seed of all that is left to chance: latencies, ties, retry delays
 * @param config of the connector, beside what the topics need
 */
record Plan(
        long seed, List<Topic> topics, Map<String, String> config, int maxPollRecords, int slowMs, List<Step> steps) {
    enum Mode {
        APPEND,
        EFFECTIVELY_ONCE,
        UPSERT,
        REPLACE_IDLE,
        REPLACE_ID,
        /** An AppDB collection with a document for each key. */
        DOCUMENT,
        /** An AppDB collection with a document for each record, exactly once. */
        DOCUMENT_ONCE,
        /** A FileSet with a file for each key. */
        FILE;

        /** Whether a record is a change of a key. */
        boolean keyed() {
            return this == UPSERT || this == DOCUMENT || this == FILE;
        }

        /** Whether each record is there once, whatever happens. */
        boolean once() {
            return this == EFFECTIVELY_ONCE || this == DOCUMENT_ONCE;
        }

        /** Whether several topics may go where this one goes, or it to several DataSets. */
        boolean shares() {
            return this == APPEND || this == EFFECTIVELY_ONCE;
        }

        /** Whether it is rows of a DataSet, of which each record is one. */
        boolean grows() {
            return shares() || this == UPSERT;
        }

        boolean replaces() {
            return this == REPLACE_IDLE || this == REPLACE_ID;
        }
    }

    /**
     * @param target which DataSet, collection or FileSet it goes to; topics of one mode may share one
     * @param split whether a transformation routes every other record to a second DataSet
     * @param grows whether records have fields that are no columns yet
     */
    record Topic(String name, int partitions, Mode mode, int target, boolean split, boolean grows) {}

    Plan with(List<Step> other) {
        return new Plan(seed, topics, config, maxPollRecords, slowMs, other);
    }

    boolean replaces() {
        return topics.get(0).mode().replaces();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seed + ", " + maxPollRecords
                + " records a poll, replies within " + slowMs + " ms, " + new TreeMap<>(config));
        topics.forEach(topic -> text.append("\n  ").append(topic));
        steps.forEach(step -> text.append("\n    ").append(step));
        return text.toString();
    }
}
