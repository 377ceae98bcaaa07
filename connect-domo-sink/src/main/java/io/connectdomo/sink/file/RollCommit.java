package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.sink.commit.CommitStore;
import io.connectdomo.sink.commit.Inspection;
import io.connectdomo.sink.commit.Obstacle;
import io.connectdomo.sink.commit.Reply;
import io.connectdomo.sink.commit.Sighting;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The commit of one roll: of its session, or all of it in one request. Its trace is its content at its place; when that is there, it
 * is seen to that the file is as open as it is to be (delivery.md 3).
 */
final class RollCommit implements CommitStore<WrittenFile> {
    private static final int MOST_PERMISSION_UPDATES = 3;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final FileApi api;
    private final RollPlace place;
    private final String sha256;
    private final LongSupplier request;

    /** With {@code file.id}: what the last attempt that was sent found there. */
    private RollPlace current;

    private boolean everSent;
    private int permissionUpdates;

    /**
     * @param sha256 of the whole roll
     * @param request sends it, and returns the file's id
     */
    RollCommit(FileApi api, RollPlace place, String sha256, LongSupplier request) {
        this.api = api;
        this.place = place;
        this.current = place;
        this.sha256 = sha256;
        this.request = request;
    }

    @Override
    public String what() {
        return "commit of " + place;
    }

    @Override
    public String owner() {
        return "Files";
    }

    @Override
    public String trace() {
        return "the file by its content";
    }

    /** A second file of the name, or a second revision. */
    @Override
    public boolean writesOnce() {
        return false;
    }

    @Override
    public Inspection<WrittenFile> inspect(boolean sentBefore) {
        everSent = sentBefore;
        Optional<FileInfo> now = api.find(place, sha256);
        if (isThere(now)) {
            return new Inspection.There<>(new WrittenFile(now.get().id(), !everSent));
        }
        if (place.fileId().isPresent()) {
            current = everSent ? current : place.over(now);
            return Inspection.free();
        }
        return RollPlace.same(place.before(), now)
                ? Inspection.free()
                : new Inspection.Hindered<>(Obstacle.OVERTAKEN, true);
    }

    /** With {@code file.id} equal content is this roll only if it may have been written before, for rolls may be equal. */
    private boolean isThere(Optional<FileInfo> now) {
        if (now.isEmpty() || !RollPlace.holds(now.get(), sha256)) {
            return false;
        }
        boolean ours = place.fileId().isEmpty() || place.replayed();
        return ours || (everSent && !RollPlace.same(current.before(), now));
    }

    /** A session that is gone was not committed: its parts have expired. */
    @Override
    public Reply<WrittenFile> send() {
        return Reply.to(
                () -> new WrittenFile(request.getAsLong(), false), status -> status == NOT_FOUND || status == GONE);
    }

    @Override
    public Sighting<WrittenFile> look(boolean refusedAgain) {
        everSent = true;
        Optional<FileInfo> now = api.find(place, sha256);
        if (isThere(now)) {
            return Sighting.written(new WrittenFile(now.get().id(), false));
        }
        if (RollPlace.same(current.before(), now)) {
            return Sighting.of(Sighting.Kind.NOT_THERE);
        }
        return Sighting.of(
                now.filter(RollPlace::isUnknown).isPresent() ? Sighting.Kind.NOT_TOLD_YET : Sighting.Kind.ANOTHERS);
    }

    /** However the file went up, and also where it was there already: what set it may have died before it did. */
    @Override
    public boolean complete(WrittenFile file) {
        if (api.isAsOpenAsWanted(file.id())) {
            return true;
        }
        if (++permissionUpdates > MOST_PERMISSION_UPDATES) {
            throw new IllegalStateException("Domo took the new permissions and shows the old ones.");
        }
        return false;
    }
}
