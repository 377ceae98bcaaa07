package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.files.FileRevision;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a roll goes, and what stood there when it began.
 *
 * @param fileId of {@code file.id}; empty where the file is known by its name alone
 * @param before what the roll replaces; empty for a new file. With {@code file.id} it is looked at when the roll is sent
 * @param replayed whether what stands there may be this very roll, written before a crash. With a name of its own it always may
 */
record RollPlace(String name, OptionalLong fileId, Optional<FileInfo> before, boolean replayed) {
    /** A scan that has lost the content: whatever the hash says, nobody can read the file. */
    private static final String MISSING = "MISSING";

    /** Whether the content of {@code found} is that of the roll. */
    static boolean holds(FileInfo found, String sha256) {
        return found.current()
                .filter(revision -> revision.hasSha256(sha256) && !isMissing(revision))
                .isPresent();
    }

    private static boolean isMissing(FileRevision revision) {
        return revision.scanState().filter(MISSING::equals).isPresent();
    }

    /** Whether Domo has not worked out yet what the content of {@code found} is. */
    static boolean isUnknown(FileInfo found) {
        return found.current().flatMap(FileRevision::sha256).isEmpty();
    }

    /** Whether nobody has written there since {@code before}. */
    static boolean same(Optional<FileInfo> before, Optional<FileInfo> now) {
        if (before.isEmpty() || now.isEmpty()) {
            return before.isEmpty() && now.isEmpty();
        }
        return before.get().id() == now.get().id() && identity(before.get()).equals(identity(now.get()));
    }

    /** The revision's id, or what else tells it from another; a hash may come later than the revision. */
    private static Object identity(FileInfo file) {
        Optional<FileRevision> revision = file.current();
        OptionalLong id = revision.map(FileRevision::id).orElse(OptionalLong.empty());
        return id.isPresent() ? id : revision.map(FileRevision::size);
    }

    /** The same, beginning again from what stands there now. */
    RollPlace over(Optional<FileInfo> now) {
        return new RollPlace(name, fileId, now, replayed);
    }

    /** In bytes, what stands there under the roll's name; -1 where nothing does. */
    long sizeBefore() {
        return fileId.isPresent()
                ? -1
                : before.flatMap(FileInfo::current)
                        .map(FileRevision::size)
                        .orElse(OptionalLong.empty())
                        .orElse(-1);
    }

    /** For messages. */
    @Override
    public String toString() {
        return fileId.isPresent() ? "a revision of file " + fileId.getAsLong() : "file '" + name + "'";
    }
}
