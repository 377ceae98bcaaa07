package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Upserts and deletes by key (observed-behaviour.md 1.5). Each way is tried on a row of its own, so that none hides another. */
final class KeyQuestions {
    private static final String KEY = "label";

    /** The likeliest to be refused, and not to be mistaken, first: a plain append is taken whatever it then does. */
    private static final List<String> UPSERTS = List.of("append_id", "action", "keyed_append");

    private static final List<String> DELETE_COMMITS = List.of("message", "action_index");

    /** Key of the row that shows whether {@code appendId} is read. */
    private static final String IGNORED = "ignored";

    private final Setup setup;
    private String dataSet;
    private boolean seeded;
    private Answer upsert;
    private OptionalLong upsertedRows = OptionalLong.empty();

    KeyQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("key-columns", "Do schema replies show key columns?", Need.SCRATCH, this::keyColumns),
                new Question("upsert", "How does an upload say that it upserts?", Need.CREDITS, this::upsert),
                new Question(
                        "upsert-row-count",
                        "What does an upsert's rowCount count?",
                        Need.CREDITS,
                        this::upsertRowCount),
                new Question("delete-commit", "How is a delete committed?", Need.CREDITS, this::deleteCommit));
    }

    private Answer keyColumns() throws InterruptedException {
        String id = dataSet();
        DataSetSchema schema =
                setup.instance().patiently(() -> setup.instance().dataSets().latestSchema(id));
        boolean shown = schema.columns().stream().anyMatch(Column::upsertKey);
        return shown
                ? Answer.of("yes", "the latest schema marks the key column with upsertKey")
                : Answer.of(
                        "no",
                        "the latest schema does not mark the key column: that a DataSet has the right keys can't be"
                                + " checked before a connector starts");
    }

    private Answer upsert() throws InterruptedException {
        seed();
        List<String> seen = new ArrayList<>();
        for (String variant : UPSERTS) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_UPSERT, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            try {
                Uploads.Committed committed = setup.uploads()
                        .whole(speaking, dataSet(), UploadMode.UPSERT, Optional.empty(), variant + ",2\n");
                List<ObjectNode> rows = rowsOf(variant);
                if (rows.size() == 1 && Lenient.number(rows.get(0), "number").orElse(-1) == 2) {
                    seen.add(variant + " replaced the row of its key");
                    upsertedRows = committed.reply().rowCount();
                    upsert = Answer.of(setting, String.join("; ", seen));
                    return upsert;
                }
                seen.add(variant + " was taken, and " + rows.size() + " rows have its key");
            } catch (DomoException.Refused refused) {
                seen.add(variant + " was refused with " + Evidence.of(refused));
            }
        }
        upsert = Answer.unknown(
                String.join("; ", seen) + ": does this instance allow upserts? Domo's support turns them on");
        return upsert;
    }

    private Answer upsertRowCount() throws InterruptedException {
        if (upsert == null) {
            upsert();
        }
        if (upsert.kind() != Answer.Kind.ANSWERED) {
            throw new NotAsked("no upsert succeeded");
        }
        if (upsertedRows.isEmpty()) {
            return Answer.of("nothing", "the commit's reply has no rowCount");
        }
        long counted = upsertedRows.getAsLong();
        return Answer.of(
                counted == 1 ? "the rows sent" : "something else",
                "rowCount " + counted + " for an upsert of one row; a connector does not rely on it");
    }

    private Answer deleteCommit() throws InterruptedException {
        seed();
        List<String> seen = new ArrayList<>();
        for (String variant : DELETE_COMMITS) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_DELETE_COMMIT, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            try {
                setup.uploads()
                        .whole(speaking, dataSet(), UploadMode.DELETE, Optional.empty(), KEY + "\n" + variant + "\n");
                if (rowsOf(variant).isEmpty()) {
                    seen.add(variant + " deleted the row of its key");
                    return Answer.of(setting, String.join("; ", seen));
                }
                seen.add(variant + " was taken, and the row is still there");
            } catch (DomoException.Refused refused) {
                seen.add(variant + " was refused with " + Evidence.of(refused));
            }
        }
        return withoutDelete(String.join("; ", seen));
    }

    /**
     * The live pages do not have {@code appendId} "delete". Where it is not read, a whole row in such an upload is no error: it is there
     * afterwards.
     */
    private Answer withoutDelete(String seen) throws InterruptedException {
        String none = ": rows can't be deleted by key here";
        Instance speaking = setup.instance().with(DomoConnectionConfig.COMPAT_DELETE_COMMIT, "action_index");
        long uploadId;
        try {
            uploadId = setup.uploads()
                    .start(speaking, dataSet(), UploadMode.DELETE, Optional.empty())
                    .uploadId();
        } catch (DomoException.Refused refused) {
            return Answer.of("none: refused", "appendId delete was refused with " + Evidence.of(refused) + none);
        }
        try {
            setup.uploads().part(dataSet(), uploadId, IGNORED + ",1\n", false);
            setup.uploads().commit(speaking, dataSet(), uploadId, UploadMode.DELETE, Optional.empty());
        } catch (DomoException.Refused refused) {
            return Answer.unknown(seen + "; a whole row was refused with " + Evidence.of(refused));
        }
        return rowsOf(IGNORED).isEmpty()
                ? Answer.unknown(seen + "; a whole row was taken, and is not there")
                : Answer.of(
                        "none: ignored",
                        seen + "; a whole row, sent as a delete, was added" + none
                                + ". A connector's deletes do no harm: Domo refuses their rows, which have the key columns alone");
    }

    private List<ObjectNode> rowsOf(String key) throws InterruptedException {
        return setup.uploads().rows(dataSet()).stream()
                .filter(row -> Lenient.text(row, KEY).filter(key::equals).isPresent())
                .toList();
    }

    /** A row for each way to upsert or delete, by a plain append. */
    private void seed() throws InterruptedException {
        if (seeded) {
            return;
        }
        StringBuilder rows = new StringBuilder();
        UPSERTS.forEach(variant -> rows.append(variant).append(",1\n"));
        DELETE_COMMITS.forEach(variant -> rows.append(variant).append(",1\n"));
        try {
            setup.uploads().whole(setup.instance(), dataSet(), UploadMode.APPEND, Optional.empty(), rows.toString());
        } catch (DomoException failure) {
            throw new NotAsked("a plain append to a DataSet with a key did not succeed: " + Evidence.of(failure));
        }
        seeded = true;
    }

    private String dataSet() {
        if (dataSet == null) {
            dataSet = ScratchDataSets.make(
                    setup,
                    "keys",
                    new DataSetSchema(
                            List.of(new Column(KEY, ColumnType.STRING, true), Column.of("number", ColumnType.LONG))));
        }
        return dataSet;
    }
}
