package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.AppDbDocument;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be done so that the collection has what the changes ask for: each document once. What is done is taken out.
 *
 * <p>Where several documents have one identity (a create of a former owner that landed late) the oldest stays.
 */
final class Plan {
    private static final Comparator<AppDbDocument> OLDEST_FIRST = Comparator.comparing(
                    (AppDbDocument document) -> document.createdOn().orElse(Instant.MAX))
            .thenComparing(AppDbDocument::id);

    private final Deque<DocumentChange> creates;
    private final Deque<Update> updates = new ArrayDeque<>();
    private final List<String> deletes = new ArrayList<>();

    /** New content for the document of this id. */
    record Update(String id, DocumentChange change) {}

    private Plan(Collection<DocumentChange> creates) {
        this.creates = new ArrayDeque<>(creates);
    }

    /** For changes of which nothing can be found. */
    static Plan creatingAll(Collection<DocumentChange> changes) {
        return new Plan(changes);
    }

    /**
     * @param found every document of the changes' identities
     */
    static Plan of(Collection<DocumentChange> changes, Collection<AppDbDocument> found, Identity identity) {
        Map<String, List<AppDbDocument>> byIdentity = new HashMap<>();
        for (AppDbDocument document : found) {
            identity.of(document.content())
                    .ifPresent(its -> byIdentity
                            .computeIfAbsent(its, each -> new ArrayList<>(1))
                            .add(document));
        }
        Plan plan = new Plan(List.of());
        for (DocumentChange change : changes) {
            plan.add(change, byIdentity.getOrDefault(change.identity(), List.of()), identity.rewrites());
        }
        return plan;
    }

    private void add(DocumentChange change, List<AppDbDocument> there, boolean rewrites) {
        if (change.deletes()) {
            there.forEach(document -> deletes.add(document.id()));
            return;
        }
        if (there.isEmpty()) {
            creates.add(change);
            return;
        }
        List<AppDbDocument> sorted = there.stream().sorted(OLDEST_FIRST).toList();
        if (rewrites) {
            updates.add(new Update(sorted.get(0).id(), change));
        }
        sorted.subList(1, sorted.size()).forEach(document -> deletes.add(document.id()));
    }

    Deque<DocumentChange> creates() {
        return creates;
    }

    Deque<Update> updates() {
        return updates;
    }

    List<String> deletes() {
        return deletes;
    }

    boolean onlyDeletes() {
        return creates.isEmpty() && updates.isEmpty();
    }

    boolean isDone() {
        return creates.isEmpty() && updates.isEmpty() && deletes.isEmpty();
    }
}
