package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.http.DomoException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which bulk requests Domo has for the documents of one collection; found out once. Thread-safe. */
final class BulkPages {
    private static final Logger log = LoggerFactory.getLogger(BulkPages.class);

    /** So often in a row must "not found" come in another form than Domo's, while Domo answers for the collection. */
    private static final int BELIEVED_AFTER = 3;

    /** What is done in bulk. */
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    private final String collection;
    private final CollectionSettings.Bulk bulk;
    private final Set<Kind> missing;
    private final Map<Kind, Integer> doubts = new EnumMap<>(Kind.class);

    BulkPages(CollectionSettings settings) {
        this.collection = settings.collectionId();
        this.bulk = settings.bulk();
        this.missing = bulk == CollectionSettings.Bulk.FALSE ? EnumSet.allOf(Kind.class) : EnumSet.noneOf(Kind.class);
    }

    synchronized boolean has(Kind kind) {
        return !missing.contains(kind);
    }

    /** A request of the kind was carried out: what seemed to say otherwise came from elsewhere. */
    synchronized void works(Kind kind) {
        doubts.remove(kind);
    }

    /**
     * Whether the refusal says that there is no such page; then one by one is the way from now on. One that Domo has not written
     * itself must repeat itself, while {@code look} shows each time that Domo answers for the collection.
     *
     * @param published whether the page is one of those that the task writes with; one that is not may be missing whatever is configured
     */
    boolean lacks(Kind kind, DomoException.Refused refusal, boolean published, Runnable look) {
        boolean may = bulk == CollectionSettings.Bulk.AUTO || !published;
        if (!may || !AppDbClient.lacksPage(refusal)) {
            return false;
        }
        if (refusal.mayPass() && !answers(look)) {
            return false;
        }
        synchronized (this) {
            if (refusal.mayPass() && doubts.merge(kind, 1, Integer::sum) < BELIEVED_AFTER) {
                return false;
            }
            if (missing.add(kind)) {
                log.warn(
                        "AppDB collection {}: Domo has no bulk {} here ({}); documents go one by one from now on",
                        collection,
                        kind.name().toLowerCase(Locale.ROOT),
                        refusal.getMessage());
            }
            return true;
        }
    }

    private static boolean answers(Runnable look) {
        try {
            look.run();
            return true;
        } catch (DomoException notNow) {
            return false;
        }
    }
}
