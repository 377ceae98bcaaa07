package io.connectdomo.source.executions;

import io.connectdomo.source.feed.OffsetFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The state behind an emitted record: what a restart needs to go on exactly there.
 *
 * @param floor an executionId; it and all below are final and emitted, and never looked at again
 * @param open packed: emitted above the floor, up to some record; shared by the records of a batch
 * @param plus packed: emitted since then; these win
 */
record ExecutionOffset(long floor, String open, String plus) {
    /** Also says what a version is: {@link Execution#version}. */
    static final long VERSION = 1;

    private static final String FLOOR = "floor";
    private static final String OPEN = "open";
    private static final String PLUS = "plus";

    static ExecutionOffset at(long floor) {
        return new ExecutionOffset(floor, "", "");
    }

    /**
     * Reads what {@link #toMap} wrote, or an operator: {@code v} and {@code floor} are enough.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException naming the source partition and what is wrong
     */
    static ExecutionOffset of(OffsetFields fields) {
        fields.version(VERSION);
        fields.only(FLOOR, OPEN, PLUS);
        long floor = fields.number(FLOOR);
        fields.require(floor >= 0, FLOOR, "must be an executionId, or 0 to begin with the first");
        ExecutionOffset offset = new ExecutionOffset(floor, fields.text(OPEN), fields.text(PLUS));
        fields.requireReadable(OPEN, offset::emitted);
        return offset;
    }

    /** In one order, so that its bytes are stable. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(OffsetFields.VERSION, VERSION);
        map.put(FLOOR, floor);
        map.put(OPEN, open);
        map.put(PLUS, plus);
        return map;
    }

    /** Versions by executionId, of both parts; those that a risen floor has passed are left out. */
    NavigableMap<Long, Integer> emitted() {
        NavigableMap<Long, Integer> versions = EmittedRuns.unpack(open);
        versions.putAll(EmittedRuns.unpack(plus));
        versions.headMap(floor, true).clear();
        return versions;
    }
}
