package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.AppDbCollection;
import io.connectdomo.common.appdb.AppDbDocument;
import io.connectdomo.common.appdb.BulkCounts;
import io.connectdomo.common.appdb.CollectionColumn;
import io.connectdomo.common.appdb.DocumentUpdate;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the destination of one collection asks of Domo. Every method makes one try, ends within {@code domo.request.timeout.ms},
 * and throws a {@link DomoException}. Uploader threads; thread-safe.
 */
final class CollectionApi {
    private static final Logger log = LoggerFactory.getLogger(CollectionApi.class);

    private final AppDbClient client;
    private final String collection;
    private final CollectionSettings.Bulk bulk;
    private final Duration deadline;

    /** Bulk create and update are not on Domo's page; found out once. */
    private volatile boolean writesInBulk;

    private volatile boolean deletesInBulk;

    CollectionApi(AppDbClient client, CollectionSettings settings, Duration deadline) {
        this.client = client.within(deadline);
        this.collection = settings.collectionId();
        this.bulk = settings.bulk();
        this.deadline = deadline;
        this.writesInBulk = bulk != CollectionSettings.Bulk.FALSE;
        this.deletesInBulk = writesInBulk;
    }

    /** In milliseconds: when an attempt that was not answered has ended. */
    long deadlineMs() {
        return deadline.toMillis();
    }

    boolean writesInBulk() {
        return writesInBulk;
    }

    boolean deletesInBulk() {
        return deletesInBulk;
    }

    /** Whether the failure only says that there is no such endpoint; then one by one is the way from now on. */
    boolean fallsBack(DomoException failure, boolean ofDelete) {
        if (bulk != CollectionSettings.Bulk.AUTO || !AppDbClient.lacksBulk(failure)) {
            return false;
        }
        synchronized (this) {
            boolean first = ofDelete ? deletesInBulk : writesInBulk;
            if (ofDelete) {
                deletesInBulk = false;
            } else {
                writesInBulk = false;
            }
            if (first) {
                log.warn(
                        "AppDB collection {}: Domo has no bulk {} here ({}); documents go one by one from now on",
                        collection,
                        ofDelete ? "delete" : "create and update",
                        failure.getMessage());
            }
        }
        return true;
    }

    /** Every document of these identities, as far as {@link AppDbClient#MOST_DOCUMENTS} reach; oldest first. */
    List<AppDbDocument> find(Identity identity, Collection<String> identities) {
        return client.query(
                collection,
                identity.predicate(identities),
                Optional.of("createdOn ascending"),
                AppDbClient.MOST_DOCUMENTS,
                0);
    }

    /** Whether Domo answers for the collection. */
    void look() {
        client.query(collection, Json.object(), Optional.empty(), 1, 0);
    }

    /** Returns what is wrong with the reply's count; it never means that nothing was created. */
    Optional<String> createAll(List<byte[]> contents) {
        BulkCounts counts = client.createAll(collection, contents);
        return mismatch("create", contents.size(), counts.created());
    }

    void create(byte[] content) {
        client.create(collection, content);
    }

    /** What does not exist any more is created, which counts as written. */
    void updateAll(List<DocumentUpdate> updates) {
        BulkCounts counts = client.updateAll(collection, updates);
        if (counts.updated().isPresent()) {
            long written = counts.updated().getAsLong() + counts.created().orElse(0);
            mismatch("update", updates.size(), OptionalLong.of(written)).ifPresent(wrong -> {
                throw new DomoException.UnknownOutcome(wrong, null);
            });
        }
    }

    void update(String id, byte[] content) {
        client.update(collection, id, content);
    }

    List<List<String>> deleteSlices(List<String> ids) {
        return client.deleteSlices(collection, ids);
    }

    void deleteAll(List<String> ids) {
        client.deleteAll(collection, ids);
    }

    void delete(String id) {
        client.delete(collection, id);
    }

    /** Empty where the collection is not shown. */
    Optional<AppDbCollection> schema() {
        return client.collection(collection);
    }

    void updateSchema(List<CollectionColumn> columns) {
        client.updateSchema(collection, columns, true);
    }

    /** A reply that counts other documents than were sent is no success; one that does not count is. */
    private Optional<String> mismatch(String what, int sent, OptionalLong counted) {
        return counted.isPresent() && counted.getAsLong() != sent
                ? Optional.of("The bulk " + what + " of " + sent + " documents in AppDB collection " + collection
                        + " was answered with a count of " + counted.getAsLong() + ".")
                : Optional.empty();
    }
}
