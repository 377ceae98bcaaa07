package io.connectdomo.doctor.question;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.Instance;
import io.connectdomo.doctor.ask.Patience;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long an upload stays open (observed-behaviour.md 13). It is opened with the first question and looked at with the last: that it is
 * still open then is all that can be said.
 */
final class SessionQuestions {
    private static final Duration AT_LEAST = Duration.ofSeconds(3);

    private final Setup setup;
    private String dataSet;
    private long uploadId;
    private long openedAt;

    SessionQuestions(Setup setup) {
        this.setup = setup;
    }

    /** dataset.md writes the paths of an upload without the prefix; an upload that is only opened costs nothing. */
    Question uploadPath() {
        return new Question(
                "upload-path", "Are upload paths known without /api?", Need.SCRATCH, this::knownWithoutPrefix);
    }

    private Answer knownWithoutPrefix() throws InterruptedException {
        String id = dataSet();
        Instance bare = setup.instance().with(DomoConnectionConfig.COMPAT_API_PATH, "");
        try {
            setup.uploads().start(bare, id, UploadMode.APPEND, Optional.empty());
            return Answer.of("yes", "an upload was opened at /data/v3/…/uploads");
        } catch (DomoException failure) {
            return Answer.of("no", "/data/v3/…/uploads: " + Evidence.of(failure));
        }
    }

    Question atTheEnd() {
        return new Question("session", "How long does an upload stay open?", Need.SCRATCH, this::session, this::open);
    }

    private void open() throws InterruptedException {
        uploadId = setup.uploads()
                .start(setup.instance(), dataSet(), UploadMode.APPEND, Optional.empty())
                .uploadId();
        openedAt = setup.patience().now();
    }

    private String dataSet() {
        if (dataSet == null) {
            dataSet = ScratchDataSets.make(
                    setup, "session", new DataSetSchema(List.of(Column.of("label", ColumnType.STRING))));
        }
        return dataSet;
    }

    private Answer session() throws InterruptedException {
        setup.patience().untilPast(openedAt, AT_LEAST);
        Duration age = setup.patience().since(openedAt);
        try {
            setup.uploads().part(dataSet, uploadId, "late\n", false);
            return Answer.of("long enough", "an upload is still open after " + Patience.shown(age));
        } catch (DomoException.Refused refused) {
            return switch (refused.status()) {
                case 404, 410 ->
                    Answer.of(
                            "closed: " + refused.status(),
                            "after " + Patience.shown(age) + " a part was answered " + Evidence.of(refused)
                                    + "; keep commit.interval.ms below the time that it stays open");
                default ->
                    Answer.unknown("after " + Patience.shown(age) + " a part was answered " + Evidence.of(refused));
            };
        }
    }
}
