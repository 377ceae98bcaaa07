package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.http.DomoException;
import java.util.List;

/** Takes documents out of a collection: in bulk where Domo has that, else one by one. Of one slice; uploader threads. */
final class Deletion {
    /** Something before Domo may answer 404 for a while; that it goes on so long while Domo answers for the collection is Domo's. */
    private static final int MOST_NOT_FOUND = 20;

    private final CollectionApi api;
    private int notFound;

    Deletion(CollectionApi api) {
        this.api = api;
    }

    /** Deletes the first of {@code ids} with one request, and takes them off; none where it has to be asked otherwise. */
    void some(List<String> ids) {
        List<String> now =
                api.inBulk(BulkPages.Kind.DELETE) ? api.deleteSlices(ids).get(0) : ids.subList(0, 1);
        if (now.size() == 1) {
            one(now.get(0));
        } else if (!all(now)) {
            return;
        }
        ids.subList(0, now.size()).clear();
    }

    private boolean all(List<String> ids) {
        try {
            api.deleteAll(ids);
            return true;
        } catch (DomoException.Refused refused) {
            if (api.lacksBulk(BulkPages.Kind.DELETE, refused)) {
                return false;
            }
            throw refused;
        }
    }

    private void one(String id) {
        try {
            api.delete(id);
        } catch (DomoException.Refused refused) {
            if (refused.status() != AppDbClient.NOT_FOUND || ++notFound < MOST_NOT_FOUND) {
                throw refused;
            }
            api.look();
        }
    }
}
