package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileClient;
import io.connectdomo.common.files.FileDescription;
import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.files.FilePermissions;
import io.connectdomo.sink.batch.CommitMessage;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.upload.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the files of one topic ask of Domo. Every method makes one try and throws a
 * {@link io.connectdomo.common.http.DomoException}. Uploader threads; thread-safe.
 */
final class FileApi {
    private final FileClient client;
    /** For what makes content visible: nothing of it may arrive later than {@code commit.timeout.ms}. */
    private final FileClient bounded;

    private final FileSettings settings;
    private final TaskSettings task;

    FileApi(FileClient client, FileSettings settings, TaskSettings task) {
        this.client = client;
        this.bounded = client.within(task.commitTimes().attempt());
        this.settings = settings;
        this.task = task;
    }

    /**
     * What stands at the place now. Of several files of one name that which has the roll's content, else the oldest, so that all
     * who look see the same one.
     *
     * @param sha256 of the roll, null where it is not known yet
     */
    Optional<FileInfo> find(RollPlace place, String sha256) {
        if (place.fileId().isPresent()) {
            return Optional.of(client.metadata(place.fileId().getAsLong()));
        }
        List<FileInfo> named = client.find(place.name());
        Comparator<FileInfo> best = Comparator.comparing(
                        (FileInfo file) -> sha256 == null || !RollPlace.holds(file, sha256))
                .thenComparing(FileInfo::id);
        return named.stream().min(best);
    }

    /** Whether Domo answers at all. */
    void probe() {
        OptionalLong id = settings.fileId();
        if (id.isPresent()) {
            client.metadata(id.getAsLong());
        } else {
            client.find(settings.topic());
        }
    }

    String openSession(RollPlace place) {
        OptionalLong target = target(place);
        return target.isPresent()
                ? client.createUpdateSession(target.getAsLong(), describe(place))
                : client.createSession(describe(place));
    }

    void putPart(String session, int index, Part part) {
        client.uploadPart(session, index, part, settings.contentType());
    }

    /** Returns the file's id. */
    long commit(String session) {
        return bounded.commit(session).fileId();
    }

    /** The whole roll in one request; returns the file's id. */
    long upload(RollPlace place, Part content) {
        OptionalLong target = target(place);
        if (target.isPresent()) {
            bounded.uploadRevision(target.getAsLong(), describe(place), content);
            return target.getAsLong();
        }
        return bounded.upload(describe(place), settings.open(), content);
    }

    void abort(String session) {
        client.abort(session);
    }

    /** Whether Domo says that the file is as open as it is to be; if not, says so to Domo. */
    boolean isAsOpenAsWanted(long fileId) {
        FilePermissions permissions = client.permissions(fileId);
        if (permissions.publicAccess() == settings.open()) {
            return true;
        }
        client.updatePermissions(fileId, permissions.withPublicAccess(settings.open()));
        return false;
    }

    private static OptionalLong target(RollPlace place) {
        return place.fileId().isPresent()
                ? place.fileId()
                : place.before().map(file -> OptionalLong.of(file.id())).orElse(OptionalLong.empty());
    }

    private FileDescription describe(RollPlace place) {
        return new FileDescription(
                place.name(), Optional.of(CommitMessage.origin(task.connector(), task.task())), settings.contentType());
    }
}
