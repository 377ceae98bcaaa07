package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.Instance;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setting;
import io.connectdomo.doctor.ask.Setup;
import io.connectdomo.doctor.ask.Uploads;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What becomes of an upload to a DataSet without keys (observed-behaviour.md 1 and 13). */
final class CommitQuestions {
    private static final String FIRST = "first";
    private static final String GZIP = "gzip";
    private static final String FRACTION = "fraction";
    private static final String NO_FRACTION = "2024-01-02T03:04:05";
    private static final int GONE = 410;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final Setup setup;
    private String dataSet;
    private Uploads.Committed first;

    CommitQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("commit-size", "Does a commit's reply count rows and parts?", Need.CREDITS, this::size),
                new Question("version", "Where and when does a committed version show?", Need.CREDITS, this::version),
                new Question(
                        "second-commit",
                        "What does a second commit of an upload do?",
                        Need.CREDITS,
                        this::secondCommit),
                new Question("gzip", "May a part be compressed?", Need.CREDITS, this::gzip),
                new Question(
                        "datetime-fraction", "May a DATETIME have milliseconds?", Need.CREDITS, this::datetimeFraction),
                new Question("truncate", "How is a DataSet emptied?", Need.CREDITS, this::truncate));
    }

    private Answer size() throws InterruptedException {
        CommitReply reply = first().reply();
        if (reply.rowCount().isEmpty() && reply.partCount().isEmpty()) {
            return Answer.of("no", "the reply has no size; rows that get lost on the way are not noticed");
        }
        String counted = "rowCount " + shown(reply.rowCount()) + ", partCount " + shown(reply.partCount())
                + " for one row in one part";
        boolean right = reply.rowCount().orElse(1) == 1 && reply.partCount().orElse(1) == 1;
        return right ? Answer.of("yes", counted) : Answer.unknown(counted);
    }

    private static String shown(OptionalLong count) {
        return count.isPresent() ? Long.toString(count.getAsLong()) : "missing";
    }

    private Answer version() throws InterruptedException {
        Uploads.Committed committed = first();
        return new VersionLookup(setup).of(dataSet(), committed.uploadId());
    }

    private Answer secondCommit() throws InterruptedException {
        Uploads.Committed committed = first();
        try {
            setup.uploads()
                    .commit(setup.instance(), dataSet(), committed.uploadId(), UploadMode.APPEND, Optional.empty());
        } catch (DomoException.Refused refused) {
            return switch (refused.status()) {
                case CONFLICT, NOT_FOUND, GONE ->
                    Answer.of(Integer.toString(refused.status()), "the second commit answered " + Evidence.of(refused));
                default -> Answer.unknown("the second commit answered " + Evidence.of(refused));
            };
        }
        long copies = rowsCalled(FIRST).size();
        String evidence =
                "the second commit answered " + setup.instance().last().status();
        return copies == 1
                ? Answer.of("200, nothing done", evidence + ", and the row is there once")
                : Answer.unknown("a second commit succeeded, and its row is there " + copies + " times");
    }

    private Answer gzip() throws InterruptedException {
        try {
            long upload = open();
            setup.uploads().part(dataSet(), upload, GZIP + ",1," + NO_FRACTION + "\n", true);
            setup.uploads().commit(setup.instance(), dataSet(), upload, UploadMode.APPEND, Optional.empty());
        } catch (DomoException.Refused refused) {
            return Answer.of("no", "a part with Content-Encoding: gzip was refused with " + Evidence.of(refused));
        }
        int found = rowsCalled(GZIP).size();
        return found == 1
                ? Answer.of("yes", "the row of a compressed part is there: upload.compression=gzip works")
                : Answer.unknown("a compressed part was taken, and its row is there " + found + " times");
    }

    private Answer datetimeFraction() throws InterruptedException {
        String key = DomoConnectionConfig.COMPAT_DATETIME_FRACTION;
        try {
            String row = FRACTION + ",1," + NO_FRACTION + ".678\n";
            setup.uploads().whole(setup.instance(), dataSet(), UploadMode.APPEND, Optional.empty(), row);
        } catch (DomoException.Refused refused) {
            return Answer.of(Setting.compat(key, "none"), "a DATETIME with .678 was refused: " + Evidence.of(refused));
        }
        List<ObjectNode> rows = rowsCalled(FRACTION);
        if (rows.size() != 1) {
            return Answer.unknown("a DATETIME with .678 was taken, and its row is there " + rows.size() + " times");
        }
        Optional<String> moment = Lenient.text(rows.get(0), "moment");
        if (moment.isEmpty()) {
            return Answer.of(Setting.compat(key, "none"), "a DATETIME with .678 was taken and became NULL");
        }
        String kept = moment.get().contains("678") ? "kept" : "cut off by Domo";
        return Answer.of(Setting.compat(key, "millis"), "a DATETIME with .678 was taken; the fraction is " + kept);
    }

    private Answer truncate() throws InterruptedException {
        first();
        StringBuilder seen = new StringBuilder();
        for (String variant : List.of("no_part", "empty_part")) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_TRUNCATE, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            String part = speaking.dataSets().emptiesByPart() ? "" : null;
            try {
                setup.uploads().whole(speaking, dataSet(), UploadMode.REPLACE, Optional.empty(), part);
                int left = setup.uploads().rows(dataSet()).size();
                if (left == 0) {
                    return Answer.of(setting, seen + variant + " emptied the DataSet");
                }
                seen.append(variant).append(" was taken and left ").append(left).append(" rows; ");
            } catch (DomoException.Refused refused) {
                seen.append(variant)
                        .append(" was refused with ")
                        .append(Evidence.of(refused))
                        .append("; ");
            }
        }
        return Answer.unknown(seen.toString());
    }

    private long open() throws InterruptedException {
        return setup.uploads()
                .start(setup.instance(), dataSet(), UploadMode.APPEND, Optional.empty())
                .uploadId();
    }

    private List<ObjectNode> rowsCalled(String label) throws InterruptedException {
        return setup.uploads().rows(dataSet()).stream()
                .filter(row -> Lenient.text(row, "label").filter(label::equals).isPresent())
                .toList();
    }

    /** The commit that several questions look at; made once. */
    private Uploads.Committed first() throws InterruptedException {
        if (first == null) {
            String row = FIRST + ",1," + NO_FRACTION + "\n";
            try {
                first = setup.uploads().whole(setup.instance(), dataSet(), UploadMode.APPEND, Optional.empty(), row);
            } catch (DomoException failure) {
                throw new NotAsked("a plain append did not succeed: " + Evidence.of(failure));
            }
        }
        return first;
    }

    private String dataSet() throws InterruptedException {
        if (dataSet == null) {
            dataSet = ScratchDataSets.make(
                    setup,
                    "rows",
                    new DataSetSchema(List.of(
                            Column.of("label", ColumnType.STRING),
                            Column.of("number", ColumnType.LONG),
                            Column.of("moment", ColumnType.DATETIME))));
        }
        return dataSet;
    }
}
