package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of Domo's files: a chain of revisions, the newest last. Thread-safe. */
final class DataFile {

    /**
     * One revision. Dates are when it was written.
     *
     * @param shownFrom lists and details do not have it before
     */
    record Revision(long id, String contentType, Blob blob, Instant written, Instant shownFrom) {

        boolean shown(Instant now) {
            return !now.isBefore(shownFrom);
        }
    }

    private final long id;
    private final String name;
    private final String description;
    private final Instant created;
    private final List<Revision> revisions = new ArrayList<>();
    private JsonNode permissions;
    private int writes;

    DataFile(long id, String name, String description, boolean isPublic, Instant created) {
        this.id = id;
        this.name = name;
        this.description = description;
        this.created = created;
        this.permissions = DataFileJson.ownersOnly(isPublic);
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    String description() {
        return description;
    }

    Instant created() {
        return created;
    }

    synchronized void add(Revision revision) {
        revisions.add(revision);
        writes++;
    }

    /** The revision that was written last, shown or not; empty when all were deleted. */
    synchronized Optional<Revision> newest() {
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.get(revisions.size() - 1));
    }

    /** Oldest first. */
    synchronized List<Revision> shown(Instant now) {
        return revisions.stream().filter(revision -> revision.shown(now)).toList();
    }

    synchronized Revision revision(long revisionId) {
        return revisions.stream()
                .filter(revision -> revision.id() == revisionId)
                .findFirst()
                .orElseThrow(() -> DomoError.notFound("Revision could not be found: " + revisionId));
    }

    synchronized Revision remove(long revisionId) {
        Revision revision = revision(revisionId);
        revisions.remove(revision);
        return revision;
    }

    synchronized List<Revision> all() {
        return new ArrayList<>(revisions);
    }

    /** How many revisions were ever written. */
    synchronized int writes() {
        return writes;
    }

    synchronized JsonNode permissions() {
        return permissions;
    }

    synchronized void permissions(JsonNode newPermissions) {
        permissions = newPermissions;
    }
}
