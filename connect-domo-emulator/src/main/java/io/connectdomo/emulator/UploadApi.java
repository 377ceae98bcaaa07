package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Stages 1 to 3 of an upload (dataset.md, "Request Multipart Upload API" and "Upload CSV"). */
final class UploadApi {
    private final Catalog catalog;
    private final PartStore partStore;
    private final Committer committer;
    private final Dialects dialects;
    private final Clock clock;
    /** Null unless parts are discarded. */
    private final DiscardCounter discard;

    UploadApi(
            Catalog catalog,
            PartStore partStore,
            Committer committer,
            Dialects dialects,
            Clock clock,
            DiscardCounter discard) {
        this.catalog = catalog;
        this.partStore = partStore;
        this.committer = committer;
        this.dialects = dialects;
        this.clock = clock;
        this.discard = discard;
    }

    void routes(Router router) {
        router.on("POST", "/data/v3/datasources/{id}/uploads", this::open)
                .on("PUT", "/data/v3/datasources/{id}/uploads/{upload}/parts/{part}", this::part)
                .on("PUT", "/data/v3/datasources/{id}/uploads/{upload}/commit", this::commit);
    }

    private Reply open(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        Upload upload = dataSet.open(StageOne.read(request, dialects), clock.instant());
        ObjectNode body = Json.object();
        body.put("dataSourceId", dataSet.id());
        body.put("uploadId", upload.id());
        body.put("requestedAsOf", upload.openedAt().toEpochMilli());
        return Reply.json(body);
    }

    private Reply part(Request request) {
        Upload upload = upload(request);
        int partId = partId(request.path("part"));
        if (!request.mediaType().equals("text/csv")) {
            throw new DomoError(415, "A part needs Content-Type: text/csv");
        }
        upload.requireOpen();
        StoredPart part = read(request);
        try {
            upload.put(partId, part).ifPresent(partStore::release);
        } catch (DomoError e) {
            partStore.release(part);
            throw e;
        }
        ObjectNode body = Json.object();
        body.put("uploadStatus", "SUCCESS");
        body.put("uploadMessage", "");
        return Reply.json(body);
    }

    private Reply commit(Request request) {
        Upload upload = upload(request);
        JsonNode body = request.json();
        return Reply.json(committer.commit(catalog.get(request.path("id")), upload, body));
    }

    private Upload upload(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        Upload upload = dataSet.upload(number(request.path("upload"), "upload"));
        boolean expires = !dialects.speaks(Dialect.SESSION_LASTS);
        Duration age = Duration.between(upload.openedAt(), clock.instant());
        if (expires && age.compareTo(dialects.sessionLifetime()) > 0) {
            int status = dialects.speaks(Dialect.SESSION_EXPIRES_GONE) ? 410 : 404;
            throw new DomoError(status, "Upload " + upload.id() + " has expired");
        }
        return upload;
    }

    private StoredPart read(Request request) {
        boolean gzip = isGzip(request.header("Content-Encoding"));
        try {
            InputStream in = gzip ? new GZIPInputStream(request.body(), 64 * 1024) : request.body();
            return discard == null ? partStore.store(in) : discard.count(in);
        } catch (ZipException e) {
            throw new DomoError(400, "The part is not gzip, though its Content-Encoding says so", e);
        } catch (IOException e) {
            throw new UncheckedIOException("A part broke off", e);
        }
    }

    private static boolean isGzip(String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
            throw new DomoError(415, "Content-Encoding '" + encoding + "' is not supported");
        }
        return true;
    }

    private static int partId(String text) {
        long id = number(text, "part");
        if (id < 1 || id > Integer.MAX_VALUE) {
            throw DomoError.badRequest("A part id is a positive integer");
        }
        return (int) id;
    }

    private static long number(String text, String what) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DomoError(400, "The " + what + " id is not a whole number", e);
        }
    }
}
