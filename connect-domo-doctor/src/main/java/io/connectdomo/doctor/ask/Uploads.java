package io.connectdomo.doctor.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.IndexStatus;
import io.connectdomo.common.dataset.PartBody;
import io.connectdomo.common.dataset.StartedUpload;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Uploads of a few rows, as the sink does them, and what of them can be queried. */
public final class Uploads {
    private static final String MESSAGE = "connect-domo-doctor";
    private static final Duration COMMIT_DEADLINE = Duration.ofSeconds(30);

    private final Instance instance;
    private final Credits credits;
    private final Patience patience;

    /** Key of the indexing that the latest commit of a DataSet asked for. */
    private final Map<String, String> indexing = new HashMap<>();

    public Uploads(Instance instance, Credits credits, Patience patience) {
        this.instance = instance;
        this.credits = credits;
        this.patience = patience;
    }

    /** A commit that succeeded. */
    public record Committed(long uploadId, CommitReply reply) {}

    /** Opens an upload; it costs nothing until it is committed. */
    public StartedUpload start(Instance speaking, String dataSet, UploadMode mode, Optional<String> tag)
            throws InterruptedException {
        return instance.patiently(() -> speaking.dataSets().startUpload(dataSet, mode, tag, MESSAGE));
    }

    /** Sends the one part of an upload. */
    public void part(String dataSet, long uploadId, String csv, boolean gzip) throws InterruptedException {
        byte[] bytes = gzip ? compressed(csv) : csv.getBytes(StandardCharsets.UTF_8);
        instance.patientlyDo(() -> instance.dataSets().putPart(dataSet, uploadId, 1, new Part(bytes), gzip));
    }

    /** Commits; a credit where Domo says that it did. */
    public Committed commit(Instance speaking, String dataSet, long uploadId, UploadMode mode, Optional<String> tag) {
        try {
            CommitReply reply =
                    speaking.dataSets().commit(dataSet, uploadId, mode, tag, true, MESSAGE, COMMIT_DEADLINE);
            credits.used();
            indexing.remove(dataSet);
            reply.indexRequestKey().ifPresent(key -> indexing.put(dataSet, key));
            return new Committed(uploadId, reply);
        } catch (DomoException failure) {
            if (!Evidence.isNo(failure)) {
                credits.unclear();
            }
            throw failure;
        }
    }

    /** All three stages with one part, or none where {@code csv} is null. */
    public Committed whole(Instance speaking, String dataSet, UploadMode mode, Optional<String> tag, String csv)
            throws InterruptedException {
        long uploadId = start(speaking, dataSet, mode, tag).uploadId();
        if (csv != null) {
            part(dataSet, uploadId, csv, false);
        }
        return commit(speaking, dataSet, uploadId, mode, tag);
    }

    /** The rows that can be queried once all that was committed is indexed. */
    public List<ObjectNode> rows(String dataSet) throws InterruptedException {
        DataSetClient client = instance.dataSets();
        Optional<String> key = Optional.ofNullable(indexing.get(dataSet));
        if (key.isEmpty()) {
            key = instance.patiently(() -> client.index(dataSet));
        }
        if (key.isPresent()) {
            String awaited = key.get();
            Optional<IndexStatus> done = patience.until(() -> Optional.of(client.indexStatus(dataSet, awaited))
                    .filter(status -> status.state() == IndexStatus.State.SUCCESS));
            if (done.isEmpty()) {
                throw new NotAsked(
                        "Domo did not index within " + Patience.shown(patience.atMost()) + ": try a longer --patience");
            }
        }
        return instance.patiently(() -> client.query(dataSet, "SELECT * FROM table"));
    }

    private static byte[] compressed(String csv) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(csv.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory could not be compressed", e);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // carried to the connection, never compared
    private record Part(byte[] bytes) implements PartBody {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }
}
