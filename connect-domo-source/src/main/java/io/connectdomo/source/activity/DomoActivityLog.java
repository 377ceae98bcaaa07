package io.connectdomo.source.activity;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.activity.ActivityEntries;
import java.util.List;

/** The real log. */
final class DomoActivityLog implements ActivityLog {
    private final ActivityClient client;
    private final List<String> objectTypes;
    private final LogRows rows = new LogRows();

    /**
     * @param objectTypes only entries of these; empty for all
     */
    DomoActivityLog(ActivityClient client, List<String> objectTypes) {
        this.client = client;
        this.objectTypes = objectTypes;
    }

    @Override
    public Page page(PageRequest request) {
        ActivityEntries entries =
                client.entries(request.start(), request.end(), request.limit(), request.offset(), objectTypes);
        return new Page(entries.entries().stream().map(rows::row).toList(), entries.serverTime());
    }
}
