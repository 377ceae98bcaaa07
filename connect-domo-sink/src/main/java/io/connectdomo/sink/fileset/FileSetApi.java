package io.connectdomo.sink.fileset;

import io.connectdomo.common.filesets.FileSetClient;
import io.connectdomo.common.filesets.FileSetFile;
import io.connectdomo.common.filesets.UploadOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the destination of one FileSet asks of Domo. Every method makes one try, ends within {@code domo.request.timeout.ms}, and throws
 * a {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
final class FileSetApi {
    private static final Logger log = LoggerFactory.getLogger(FileSetApi.class);

    private final FileSetClient client;
    private final String fileSet;
    private final Duration deadline;
    private final AtomicBoolean hashMissed = new AtomicBoolean();

    FileSetApi(FileSetClient client, String fileSet, Duration deadline) {
        this.client = client.within(deadline);
        this.fileSet = fileSet;
        this.deadline = deadline;
    }

    /** In milliseconds: when an attempt that was not answered has ended. */
    long deadlineMs() {
        return deadline.toMillis();
    }

    /** Whether Domo answers for the FileSet. */
    Optional<?> look() {
        return client.fileSet(fileSet);
    }

    UploadOutcome upload(String path, FileBody body) {
        return client.upload(fileSet, path, body, ContentTypes.of(path));
    }

    /** What Domo holds at the path. */
    Optional<FileSetFile> stored(String path) {
        return client.fileByPath(fileSet, path);
    }

    void delete(String path) {
        client.deleteByPath(fileSet, path);
    }

    /** Whether what Domo shows is what was sent. Where it shows no hash its size must do, which is said once. */
    boolean isOurs(FileSetFile shown, String path, FileBody body, String sha256) {
        boolean sameName = shown.path()
                .map(its -> its.startsWith("/") ? its.substring(1) : its)
                .filter(its -> !its.equals(path))
                .isEmpty();
        if (!sameName) {
            return false;
        }
        if (shown.sha256().isPresent()) {
            return shown.hasSha256(sha256);
        }
        if (hashMissed.compareAndSet(false, true)) {
            log.warn(
                    "FileSet {}: Domo shows no SHA-256 of its files; they are compared with what was sent by size",
                    fileSet);
        }
        return shown.size().isPresent() && shown.size().getAsLong() == body.length();
    }
}
