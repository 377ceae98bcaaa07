package io.connectdomo.doctor.question;

import io.connectdomo.common.filesets.FileSetFile;
import io.connectdomo.common.filesets.UploadOutcome;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;
import java.util.Optional;

/** Uploads into a FileSet (filesets.md; observed-behaviour.md 9; docs/domo-facts.md). */
final class FileSetQuestions {
    private static final String PATH = "doctor/file.txt";
    private static final Text BEFORE = new Text("before");
    private static final Text AFTER = new Text("after");

    private final Setup setup;
    private String fileSet;
    private UploadOutcome first;
    private int firstStatus;

    FileSetQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("fileset-upload", "How is an upload into a FileSet answered?", Need.SCRATCH, this::upload),
                new Question("fileset-hash", "Does that reply have a hash?", Need.SCRATCH, this::hash),
                new Question(
                        "fileset-existing",
                        "What does an upload to an existing path do?",
                        Need.SCRATCH,
                        this::existing));
    }

    private Answer upload() throws InterruptedException {
        stored();
        return Answer.of(Integer.toString(firstStatus), "an upload was answered " + firstStatus);
    }

    private Answer hash() throws InterruptedException {
        Optional<String> hash = stored().sha256();
        if (hash.isEmpty()) {
            return Answer.of("no", "the reply has no SHA-256; a connector reads it by the path afterwards");
        }
        return hash.get().equals(BEFORE.sha256())
                ? Answer.of("yes", "the reply has the file's SHA-256")
                : Answer.unknown("the reply has a SHA-256 that is not the file's");
    }

    private Answer existing() throws InterruptedException {
        stored();
        UploadOutcome second =
                setup.instance().patiently(() -> setup.instance().fileSets().upload(fileSet, PATH, AFTER, Text.TYPE));
        if (second instanceof UploadOutcome.PathTaken taken) {
            return Answer.of(
                    "409",
                    taken.message()
                            + " The token's user may not overwrite: a connector writes new paths only, and deletes nothing"
                            + " to make room");
        }
        Optional<FileSetFile> there =
                setup.instance().patiently(() -> setup.instance().fileSets().fileByPath(fileSet, PATH));
        return there.filter(file -> file.hasSha256(AFTER.sha256())).isPresent()
                ? Answer.of("overwrites", "afterwards the path has the hash of the second file")
                : Answer.unknown("a second upload to a path was taken, and the path does not have its hash");
    }

    /** The first upload, made once. */
    private FileSetFile stored() throws InterruptedException {
        if (fileSet == null) {
            String name = setup.scratch().name("files");
            fileSet = setup.scratch()
                    .make(
                            "FileSet",
                            name,
                            () -> setup.instance().fileSets().create(name, "to be deleted"),
                            id -> setup.instance()
                                    .patientlyDo(
                                            () -> setup.instance().fileSets().delete(id)));
        }
        if (first == null) {
            first = setup.instance()
                    .patiently(() -> setup.instance().fileSets().upload(fileSet, PATH, BEFORE, Text.TYPE));
            firstStatus = setup.instance().last().status();
        }
        if (first instanceof UploadOutcome.Stored stored) {
            return stored.file();
        }
        throw new NotAsked("a new path was answered 409");
    }
}
