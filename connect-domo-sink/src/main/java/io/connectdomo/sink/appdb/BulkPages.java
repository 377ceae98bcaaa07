package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which bulk requests Domo has for the documents of one collection; what it has not is asked again each hour. Thread-safe. */
final class BulkPages {
    private static final Logger log = LoggerFactory.getLogger(BulkPages.class);

    /** So often in a row must "not found" come in another form than Domo's, while Domo answers for the collection. */
    private static final int BELIEVED_AFTER = 3;

    private static final long ASKED_AGAIN_AFTER = Duration.ofHours(1).toNanos();

    /** What is done in bulk. */
    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    private final String collection;
    private final CollectionSettings.Bulk bulk;
    private final LongSupplier nanoTime;
    private final Map<Kind, Long> missingSince = new EnumMap<>(Kind.class);
    private final Set<Kind> said = EnumSet.noneOf(Kind.class);
    private final Set<Kind> worked = EnumSet.noneOf(Kind.class);
    private final Map<Kind, Integer> doubts = new EnumMap<>(Kind.class);

    BulkPages(CollectionSettings settings) {
        this(settings.collectionId(), settings.bulk(), System::nanoTime);
    }

    BulkPages(String collection, CollectionSettings.Bulk bulk, LongSupplier nanoTime) {
        this.collection = collection;
        this.bulk = bulk;
        this.nanoTime = nanoTime;
    }

    synchronized boolean has(Kind kind) {
        if (bulk == CollectionSettings.Bulk.FALSE) {
            return false;
        }
        Long since = missingSince.get(kind);
        return since == null || nanoTime.getAsLong() - since >= ASKED_AGAIN_AFTER;
    }

    /** A request of the kind was carried out: what seemed to say otherwise came from elsewhere. */
    synchronized void works(Kind kind) {
        doubts.remove(kind);
        missingSince.remove(kind);
        worked.add(kind);
    }

    /**
     * Whether the refusal says that there is no such page; then one by one is the way for the next hour. One that Domo has not
     * written itself, and one of a page that worked before, must repeat itself, while {@code look} shows each time that Domo answers
     * for the collection.
     *
     * @param published whether the page is one of those that the task writes with; one that is not may be missing whatever is configured
     * @throws DomoException.Retriable where a page that worked before is not there, and that is not believed yet
     */
    boolean lacks(Kind kind, DomoException.Refused refusal, boolean published, Runnable look) {
        boolean may = bulk == CollectionSettings.Bulk.AUTO || !published;
        if (!may || !AppDbClient.lacksPage(refusal)) {
            return false;
        }
        boolean doubtful = refusal.mayPass() || hasWorked(kind);
        if (doubtful && !answers(look)) {
            return false;
        }
        synchronized (this) {
            if (doubtful && doubts.merge(kind, 1, Integer::sum) < BELIEVED_AFTER) {
                if (refusal.mayPass()) {
                    return false;
                }
                throw new DomoException.Retriable(
                        refusal.getMessage() + " It worked before: whether that passes is not known.",
                        refusal,
                        true,
                        refusal.status(),
                        null);
            }
            worked.remove(kind);
            doubts.remove(kind);
            missingSince.put(kind, nanoTime.getAsLong());
            if (said.add(kind)) {
                log.warn(
                        "AppDB collection {}: Domo has no bulk {} here ({}); documents go one by one, and it is tried again"
                                + " each hour",
                        collection,
                        kind.name().toLowerCase(Locale.ROOT),
                        refusal.getMessage());
            }
            return true;
        }
    }

    private synchronized boolean hasWorked(Kind kind) {
        return worked.contains(kind);
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
