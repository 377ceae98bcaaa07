package io.connectdomo.source.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.activity.ActivityEntries;
import io.connectdomo.source.feed.SkippedRows;
import io.connectdomo.source.feed.StartPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The real log. An entry that has no place in it is left out: there is no time at which it could be read. */
final class DomoActivityLog implements ActivityLog {
    /** Domo may round the bounds it is asked for; what is further outside has a time that can't be right. */
    private static final long BEYOND = Duration.ofDays(1).toMillis();

    private final ActivityClient client;
    private final List<String> objectTypes;
    private final SkippedRows skipped;
    private final LogRows rows = new LogRows();

    /**
     * @param objectTypes only entries of these; empty for all
     */
    DomoActivityLog(ActivityClient client, List<String> objectTypes, SkippedRows skipped) {
        this.client = client;
        this.objectTypes = objectTypes;
        this.skipped = skipped;
    }

    @Override
    public Page page(PageRequest request) {
        return read(
                client.entries(request.start(), request.end(), request.limit(), request.offset(), objectTypes),
                request);
    }

    Page read(ActivityEntries reply, PageRequest request) {
        List<LogRow> read = new ArrayList<>(reply.entries().size());
        int number = 0;
        for (JsonNode entry : reply.entries()) {
            number++;
            OptionalLong time = LogRows.time(entry);
            String wrong = wrong(entry, time, request);
            if (wrong == null) {
                read.add(rows.row((ObjectNode) entry, time.getAsLong()));
            } else {
                skipped.skip(entry, place(number, reply.entries().size(), request), wrong);
            }
        }
        return new Page(read, reply.entries().size(), reply.serverTime());
    }

    /** Null where nothing is. */
    private static String wrong(JsonNode entry, OptionalLong time, PageRequest request) {
        if (!entry.isObject()) {
            return "it is no object";
        } else if (time.isEmpty()) {
            return "its time is missing or can't be read";
        } else if (time.getAsLong() < StartPosition.EARLIEST_MS) {
            return "its time is before 2010";
        } else if (time.getAsLong() > request.end() + BEYOND) {
            return "its time is more than a day after what was asked for";
        } else {
            return time.getAsLong() < request.start() - BEYOND
                    ? "its time is more than a day before what was asked for"
                    : null;
        }
    }

    private static String place(int number, int of, PageRequest request) {
        return "entry " + number + " of " + of + " from offset " + request.offset() + " between " + request.start()
                + " and " + request.end();
    }
}
