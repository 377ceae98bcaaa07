package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Stage 3. Either everything is checked and the version exists, or nothing has changed. */
final class Committer {
    private static final int MAX_PARTITIONS = 3000;

    private final Catalog catalog;
    private final Indexer indexer;
    private final Dialects dialects;
    private final Clock clock;
    /** Null unless parts are discarded. */
    private final DiscardCounter discard;

    Committer(Catalog catalog, Indexer indexer, Dialects dialects, Clock clock, DiscardCounter discard) {
        this.catalog = catalog;
        this.indexer = indexer;
        this.dialects = dialects;
        this.clock = clock;
        this.discard = discard;
    }

    /** Commits; the result is the reply's body. */
    ObjectNode commit(DataSet dataSet, Upload upload, JsonNode body) {
        Optional<ObjectNode> earlier = upload.beginCommit();
        if (earlier.isPresent()) {
            return secondCommit(upload, earlier.get());
        }
        boolean done = false;
        dataSet.writeLock().lock();
        try {
            ObjectNode reply = commitChecked(dataSet, upload, body);
            upload.committed(reply);
            done = true;
            return reply;
        } finally {
            dataSet.writeLock().unlock();
            if (!done) {
                upload.refused();
            }
        }
    }

    private ObjectNode secondCommit(Upload upload, ObjectNode firstReply) {
        if (dialects.speaks(Dialect.SECOND_COMMIT_OK)) {
            return firstReply;
        }
        if (dialects.speaks(Dialect.SECOND_COMMIT_NOT_FOUND)) {
            throw DomoError.notFound("Upload " + upload.id() + " is not known");
        }
        throw DomoError.conflict("Upload " + upload.id() + " is committed already");
    }

    private ObjectNode commitChecked(DataSet dataSet, Upload upload, JsonNode body) {
        Schema schema = dataSet.latest();
        WritePlan plan = WritePlan.of(upload.opened(), body, schema, dialects);
        List<StoredPart> parts = upload.parts();
        upload.requireConsecutiveParts();
        requireContent(plan, parts);
        requirePartitionsLeft(dataSet, plan);
        long rows = discard == null
                ? new PartChecker(schema, plan.mode(), cells()).check(parts)
                : parts.stream().mapToLong(StoredPart::lines).sum();

        Instant now = clock.instant();
        long bytes = parts.stream().mapToLong(StoredPart::bytes).sum();
        CommitRecord commit = new CommitRecord(
                upload.id(), plan.mode(), plan.message(), rows, parts.size(), bytes, plan.dataTag(), now);
        DataVersion version = new DataVersion(commit, schema, parts);
        if (discard != null) {
            // There are no rows to bring in: an index request finds nothing left to do.
            version.markIndexed();
        }
        dataSet.add(version, now);
        catalog.charge(dataSet, commit);
        ObjectNode reply = reply(dataSet, commit, schema);
        reply.set("indexing", indexing(dataSet, plan, now));
        return reply;
    }

    private Cells cells() {
        return new Cells(dialects.speaks(Dialect.DATETIME_FRACTION_MILLIS));
    }

    private void requireContent(WritePlan plan, List<StoredPart> parts) {
        boolean emptyPartEmpties = dialects.speaks(Dialect.TRUNCATE_EMPTY_PART);
        if (parts.isEmpty() && (emptyPartEmpties || !plan.mode().mayBeEmpty())) {
            throw DomoError.badRequest("No part was uploaded");
        }
        boolean hasEmptyPart = parts.stream().anyMatch(part -> part.bytes() == 0);
        boolean emptying = emptyPartEmpties && parts.size() == 1 && plan.mode().mayBeEmpty();
        if (hasEmptyPart && !emptying) {
            throw DomoError.invalidCsv("A part is empty.");
        }
    }

    private static void requirePartitionsLeft(DataSet dataSet, WritePlan plan) {
        if (plan.mode() != WriteMode.REPLACE_PARTITION) {
            return;
        }
        Set<String> tags =
                dataSet.partitions().stream().map(DataVersion::partition).collect(Collectors.toSet());
        if (!tags.contains(plan.dataTag()) && tags.size() >= MAX_PARTITIONS) {
            throw DomoError.badRequest("The DataSet has " + MAX_PARTITIONS + " partitions, the most there can be");
        }
    }

    /** The shape that was captured from a live instance (observed-behaviour.md 1.3). */
    private ObjectNode reply(DataSet dataSet, CommitRecord commit, Schema schema) {
        ObjectNode reply = Json.object();
        reply.put("dataSourceId", dataSet.id());
        reply.put("uploadId", commit.uploadId());
        if (commit.dataTag() != null) {
            reply.put("dataTag", commit.dataTag());
        }
        reply.put("status", "SUCCESS");
        boolean rowsKnown = discard == null || discard.countsLines();
        if (rowsKnown && dialects.speaks(Dialect.COMMIT_SIZE_PRESENT)) {
            ObjectNode size = reply.putObject("size");
            size.put("rowCount", shownRows(commit));
            size.put("columnCount", schema.columns().size());
            size.put("numberOfBytes", commit.bytes());
            size.put("partCount", commit.parts());
        }
        return reply;
    }

    private long shownRows(CommitRecord commit) {
        boolean other = commit.mode().needsKeys() && dialects.speaks(Dialect.UPSERT_ROW_COUNT_OTHER);
        return other ? commit.rows() * 2 + 1 : commit.rows();
    }

    private ObjectNode indexing(DataSet dataSet, WritePlan plan, Instant now) {
        ObjectNode indexing = Json.object();
        indexing.put("requested", plan.index());
        if (plan.index()) {
            IndexJob job = indexer.request(dataSet, dataSet.versions(), now);
            indexing.put("requestedOn", now.toEpochMilli());
            indexing.put("requestKey", job.requestKey());
        }
        return indexing;
    }
}
