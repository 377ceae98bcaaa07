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

/**
 * What the destination of one collection asks of Domo. Every method makes one try, ends within {@code domo.request.timeout.ms},
 * and throws a {@link DomoException}. Uploader threads; thread-safe.
 */
final class CollectionApi {
    private final AppDbClient client;
    private final PagesChoice pages;
    private final CollectionPlace place;
    private final BulkPages bulk;
    private final Duration deadline;

    /**
     * @param client whose attempts end within {@code deadline}
     * @param pages of the task
     * @param place which collection it is; asked for before every request
     */
    CollectionApi(
            AppDbClient client,
            PagesChoice pages,
            CollectionPlace place,
            CollectionSettings settings,
            Duration deadline) {
        this.client = client;
        this.pages = pages;
        this.place = place;
        this.bulk = new BulkPages(settings);
        this.deadline = deadline;
    }

    /** In milliseconds: when an attempt that was not answered has ended. */
    long deadlineMs() {
        return deadline.toMillis();
    }

    /** Whether documents are created, updated or deleted in bulk. */
    boolean inBulk(BulkPages.Kind kind) {
        return bulk.has(kind);
    }

    /** Whether the refusal of a bulk request says that Domo has none of the kind; then one by one is the way from now on. */
    boolean lacksBulk(BulkPages.Kind kind, DomoException.Refused refusal) {
        // Bulk updates are v2's, also for who writes with v1.
        boolean published = kind != BulkPages.Kind.UPDATE || !pages.areV1();
        return bulk.lacks(kind, refusal, published, this::look);
    }

    /** Sees to it that the collection is there, where it is to be created; false where another thread is at it. */
    boolean findPlace() {
        return place.make();
    }

    /** Sees to it that it is known with which pages documents are written; false where another thread is at it. */
    boolean choosePages() {
        return pages.make(place.id());
    }

    /** Every document of these identities, as far as {@link AppDbClient#MOST_DOCUMENTS} reach; oldest first. */
    List<AppDbDocument> find(Identity identity, Collection<String> identities) {
        return client.query(
                place.id(),
                identity.predicate(identities),
                Optional.of("createdOn ascending"),
                AppDbClient.MOST_DOCUMENTS,
                0);
    }

    /** Whether Domo answers for the collection. */
    void look() {
        client.query(place.id(), Json.object(), Optional.empty(), 1, 0);
    }

    /** Returns what is wrong with the reply's count; it never means that nothing was created. */
    Optional<String> createAll(List<byte[]> contents) {
        BulkCounts counts = pages.client().createAll(place.id(), contents);
        bulk.works(BulkPages.Kind.CREATE);
        return mismatch("create", contents.size(), counts.created());
    }

    void create(byte[] content) {
        pages.client().create(place.id(), content);
    }

    /** What does not exist any more is created, which counts as written. */
    void updateAll(List<DocumentUpdate> updates) {
        BulkCounts counts = pages.client().updateAll(place.id(), updates);
        bulk.works(BulkPages.Kind.UPDATE);
        if (counts.updated().isPresent()) {
            long written = counts.updated().getAsLong() + counts.created().orElse(0);
            mismatch("update", updates.size(), OptionalLong.of(written)).ifPresent(wrong -> {
                throw new DomoException.UnknownOutcome(wrong, null);
            });
        }
    }

    void update(String id, byte[] content) {
        pages.client().update(place.id(), id, content);
    }

    List<List<String>> deleteSlices(List<String> ids) {
        return pages.client().deleteSlices(place.id(), ids);
    }

    void deleteAll(List<String> ids) {
        pages.client().deleteAll(place.id(), ids);
        bulk.works(BulkPages.Kind.DELETE);
    }

    void delete(String id) {
        pages.client().delete(place.id(), id);
    }

    /** Empty where the collection is not shown. */
    Optional<AppDbCollection> schema() {
        return client.collection(place.id());
    }

    void updateSchema(List<CollectionColumn> columns) {
        client.updateSchema(place.id(), columns, true);
    }

    /** A reply that counts other documents than were sent is no success; one that does not count is. */
    private Optional<String> mismatch(String what, int sent, OptionalLong counted) {
        return counted.isPresent() && counted.getAsLong() != sent
                ? Optional.of("The bulk " + what + " of " + sent + " documents in AppDB collection " + place.id()
                        + " was answered with a count of " + counted.getAsLong() + ".")
                : Optional.empty();
    }
}
