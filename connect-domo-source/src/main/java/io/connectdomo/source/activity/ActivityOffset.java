package io.connectdomo.source.activity;

import io.connectdomo.source.feed.OffsetFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state behind an emitted record: what a restart needs to go on exactly there.
 *
 * @param settled epoch milliseconds; nothing older is ever read again
 * @param frontier epoch milliseconds; read up to here, never below {@code settled}
 * @param seen packed: emitted at or after {@code settled}, up to some record; shared by the records of a batch
 * @param plus packed: emitted since then
 */
record ActivityOffset(long settled, long frontier, String seen, String plus) {
    /** Also says which fields make up an entry's identity: {@link LogRows}. */
    static final long VERSION = 1;

    private static final String SETTLED = "settled";
    private static final String FRONTIER = "frontier";
    private static final String SEEN = "seen";
    private static final String PLUS = "plus";

    /**
     * Reads what {@link #toMap} wrote, or an operator: {@code v} and {@code settled} are enough.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException naming the source partition and what is wrong
     */
    static ActivityOffset of(OffsetFields fields) {
        fields.version(VERSION);
        fields.only(SETTLED, FRONTIER, SEEN, PLUS);
        long settled = fields.time(SETTLED);
        long frontier = fields.has(FRONTIER) ? fields.time(FRONTIER) : settled;
        fields.require(settled <= frontier, FRONTIER, "must not be earlier than " + SETTLED);
        ActivityOffset offset = new ActivityOffset(settled, frontier, fields.text(SEEN), fields.text(PLUS));
        fields.requireReadable(SEEN, offset::emitted);
        return offset;
    }

    /** In one order, so that its bytes are stable. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(OffsetFields.VERSION, VERSION);
        map.put(SETTLED, settled);
        map.put(FRONTIER, frontier);
        map.put(SEEN, seen);
        map.put(PLUS, plus);
        return map;
    }

    /** A feed that begins at {@code time}, or that an operator rewinds to it. */
    static ActivityOffset at(long time) {
        return new ActivityOffset(time, time, "", "");
    }

    /** Both parts in one; entries that a risen {@code settled} has passed are left out. */
    Seen emitted() {
        Seen emitted = PackedSeen.unpack(seen);
        emitted.addAll(PackedSeen.unpack(plus));
        emitted.dropBefore(settled);
        return emitted;
    }
}
