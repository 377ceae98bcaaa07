package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.files.FileDescription;
import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.Instance;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Patience;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setting;
import io.connectdomo.doctor.ask.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Domo's files, in one request and in parts (files-and-multipart.md; observed-behaviour.md 9). */
final class FileQuestions {
    private static final Text CONTENT = new Text("connect-domo-doctor");

    private final Setup setup;
    private String partReply;
    private Long inParts;
    private JsonNode commitReply;
    private long committedAt;
    private Answer checksum;

    FileQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("file-path", "Where are Domo's files?", Need.SCRATCH, this::path),
                new Question("file-body", "What is the body of a file's upload?", Need.SCRATCH, this::body),
                new Question("file-checksum", "Which checksum does a part carry?", Need.SCRATCH, this::checksum),
                new Question("file-part-reply", "What does the reply to a part say?", Need.SCRATCH, this::partReply),
                new Question("file-ids", "How are ids of files written?", Need.SCRATCH, this::ids),
                new Question("file-shown", "How soon is a file shown?", Need.SCRATCH, this::shown),
                new Question("file-public", "Who may see a new file?", Need.SCRATCH, this::open));
    }

    /** A session that is never committed makes no file, so one that is opened is the gentlest question. */
    private Answer path() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        boolean denied = false;
        for (String variant : List.of("product", "app")) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_FILE_PATH, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            try {
                String session =
                        setup.instance().patiently(() -> speaking.files().createSession(described("path")));
                seen.add(variant + " opened an upload session");
                abort(speaking, session).ifPresent(seen::add);
                return Answer.of(setting, String.join("; ", seen));
            } catch (DomoException failure) {
                denied |= failure instanceof DomoException.Unauthorized;
                seen.add(variant + " was answered " + Evidence.of(failure));
            }
        }
        return denied ? Answer.notAsked(String.join("; ", seen)) : Answer.unknown(String.join("; ", seen));
    }

    /** What went wrong; a session that stays open makes no file. */
    private static Optional<String> abort(Instance speaking, String session) {
        try {
            speaking.files().abort(session);
            return Optional.empty();
        } catch (DomoException failure) {
            return Optional.of("its abort was answered " + Evidence.of(failure));
        }
    }

    private Answer body() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (String variant : List.of("raw", "multipart")) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_FILE_BODY, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            try {
                long file = upload(speaking, "body " + variant);
                Optional<FileInfo> shown = whenShown(file);
                boolean same = shown.flatMap(FileInfo::current)
                        .filter(current -> current.hasSha256(CONTENT.sha256()))
                        .isPresent();
                if (same) {
                    seen.add(variant + " was taken, and the file's SHA-256 is right");
                    return Answer.of(setting, String.join("; ", seen));
                }
                seen.add(variant + " was taken, but the file's SHA-256 is not that of what was sent");
            } catch (DomoException.Refused refused) {
                seen.add(variant + " was refused with " + Evidence.of(refused));
            }
        }
        return Answer.unknown(String.join("; ", seen));
    }

    private Answer checksum() throws InterruptedException {
        if (checksum == null) {
            checksum = askedForChecksum();
        }
        return checksum;
    }

    private Answer askedForChecksum() throws InterruptedException {
        FileDescription file = described("parts");
        String session =
                setup.instance().patiently(() -> setup.instance().files().createSession(file));
        List<String> seen = new ArrayList<>();
        for (String variant : List.of("none", "sha256", "hex")) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_FILE_CHECKSUM, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            try {
                Optional<String> received =
                        setup.instance().patiently(() -> speaking.files().uploadPart(session, 1, CONTENT, Text.TYPE));
                partReply = received.isPresent()
                        ? "its checksum"
                        : setup.instance().last().json().isMissingNode() ? "nothing" : "something else";
                seen.add(variant + " was taken");
                commit(session, file.name());
                return Answer.of(setting, String.join("; ", seen));
            } catch (DomoException.Refused refused) {
                seen.add(variant + " was refused with " + Evidence.of(refused));
            }
        }
        return Answer.unknown(String.join("; ", seen));
    }

    private void commit(String session, String name) {
        inParts = setup.scratch()
                .make(
                        "file",
                        name,
                        () -> setup.instance().files().commit(session).fileId(),
                        this::delete);
        commitReply = setup.instance().last().json().path("dataFileId");
        committedAt = setup.patience().now();
    }

    private Answer partReply() throws InterruptedException {
        requireParts();
        return partReply.equals("something else")
                ? Answer.unknown("the reply to a part is neither empty nor a checksum")
                : Answer.of(partReply, "the reply to a part says " + partReply + "; a connector compares what it says");
    }

    private Answer ids() throws InterruptedException {
        requireParts();
        String seen = "dataFileId in the reply to a commit of parts; a connector reads both";
        return commitReply.isNumber() ? Answer.of("as numbers", seen) : Answer.of("as texts", seen);
    }

    private Answer shown() throws InterruptedException {
        requireParts();
        int[] looks = new int[1];
        long since = committedAt;
        Optional<Duration> after = setup.patience().until(() -> {
            looks[0]++;
            return look(inParts).map(file -> setup.patience().since(since));
        });
        if (after.isEmpty()) {
            return Answer.unknown("a file was not shown within "
                    + Patience.shown(setup.patience().atMost()));
        }
        return Answer.of(
                looks[0] == 1 ? "at once" : "late", "a new file was shown after " + Patience.shown(after.get()));
    }

    private Answer open() throws InterruptedException {
        requireParts();
        long asked = upload(setup.instance(), "public");
        boolean publicThough = isPublic(asked);
        boolean publicInParts = isPublic(inParts);
        String seen =
                "a file uploaded with public=false is " + openness(publicThough) + ", one in parts, where there is no"
                        + " such parameter, is " + openness(publicInParts) + "; a connector sets what file.public says";
        if (publicThough) {
            return Answer.of("everybody, whatever was asked", seen);
        }
        return Answer.of(publicInParts ? "everybody, unless told" : "its owner, unless told", seen);
    }

    private static String openness(boolean isPublic) {
        return isPublic ? "public" : "private";
    }

    private boolean isPublic(long file) throws InterruptedException {
        return setup.instance()
                .patiently(() -> setup.instance().files().permissions(file))
                .publicAccess();
    }

    private void requireParts() throws InterruptedException {
        checksum();
        if (inParts == null) {
            throw new NotAsked("no upload in parts succeeded");
        }
    }

    private Optional<FileInfo> whenShown(long file) throws InterruptedException {
        return setup.patience().until(() -> look(file));
    }

    private Optional<FileInfo> look(long file) {
        try {
            return Optional.of(setup.instance().files().metadata(file));
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private long upload(Instance speaking, String role) {
        FileDescription file = described(role);
        return setup.scratch()
                .make("file", file.name(), () -> speaking.files().upload(file, false, CONTENT), this::delete);
    }

    private void delete(long file) throws InterruptedException {
        setup.instance().patientlyDo(() -> setup.instance().files().delete(file));
    }

    private FileDescription described(String role) {
        return new FileDescription(setup.scratch().name(role), Optional.empty(), Text.TYPE);
    }
}
