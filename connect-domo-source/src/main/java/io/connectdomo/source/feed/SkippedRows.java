package io.connectdomo.source.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows of Domo's that can't be read: each costs itself and nothing else. It comes again at every look, and counts once. For one
 * feed; not thread-safe.
 */
public final class SkippedRows {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedRows.class);
    private static final int REMEMBERED = 1000;

    /** Each of the first is told of, of the others only every hundredth. */
    private static final int ALL_TOLD = 10;

    private static final int SELDOM = 100;

    private final String feed;
    private final Set<Long> known = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private long count;

    /**
     * @param feed as logs name it
     */
    public SkippedRows(String feed) {
        this.feed = feed;
    }

    /**
     * One more, unless it is known.
     *
     * @param where its place in the reply: {@code row 3 of 500 from offset 1000}
     * @param why the field and what is wrong with it, never its value
     */
    public void skip(JsonNode row, String where, String why) {
        // Not the whole row: what is wrong with it, and two independent hashes, tell it from others.
        if (!known.add(((long) row.hashCode() << 32) ^ row.toString().hashCode())) {
            return;
        }
        count++;
        if (count <= ALL_TOLD || count % SELDOM == 0) {
            LOG.warn(
                    "{}: {} is left out, because {} ({} so far). The others are read; whatever of it Domo puts right is read then.",
                    feed,
                    where,
                    why,
                    count);
        }
    }

    /** Since the start. */
    public long count() {
        return count;
    }
}
