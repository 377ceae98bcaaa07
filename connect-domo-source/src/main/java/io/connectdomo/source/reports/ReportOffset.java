package io.connectdomo.source.reports;

import io.connectdomo.source.feed.OffsetFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state behind an emitted record.
 *
 * @param settled epoch milliseconds; runs that started before and are not in the state are not looked at
 * @param seen packed runs, up to some record; shared by the records of a batch
 * @param plus packed runs emitted since then; they win
 */
record ReportOffset(long settled, String seen, String plus) {
    static final long VERSION = 1;

    private static final String SETTLED = "settled";
    private static final String SEEN = "seen";
    private static final String PLUS = "plus";

    static ReportOffset at(long time) {
        return new ReportOffset(time, "", "");
    }

    /**
     * Reads what {@link #toMap} wrote, or an operator: {@code v} and {@code settled} are enough.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException naming the source partition and what is wrong
     */
    static ReportOffset of(OffsetFields fields) {
        fields.version(VERSION);
        fields.only(SETTLED, SEEN, PLUS);
        ReportOffset offset = new ReportOffset(fields.time(SETTLED), fields.text(SEEN), fields.text(PLUS));
        fields.requireReadable(SEEN, offset::known);
        return offset;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(OffsetFields.VERSION, VERSION);
        map.put(SETTLED, settled);
        map.put(SEEN, seen);
        map.put(PLUS, plus);
        return map;
    }

    /** Both parts in one. */
    KnownRuns known() {
        KnownRuns known = KnownRuns.unpack(seen);
        known.putAll(KnownRuns.unpack(plus));
        known.dropEndedBefore(settled);
        return known;
    }
}
