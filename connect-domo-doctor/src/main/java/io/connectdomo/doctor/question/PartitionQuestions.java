package io.connectdomo.doctor.question;

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
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setting;
import io.connectdomo.doctor.ask.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Replacing one partition of a DataSet and no other (observed-behaviour.md 1.6). */
final class PartitionQuestions {
    private final Setup setup;

    PartitionQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(new Question("partition", "How is one partition replaced?", Need.CREDITS, this::partition));
    }

    /** Three commits: only a second tag shows that replacing the first one leaves others alone. */
    private Answer partition() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (String variant : List.of("data_tag", "restate_data_tag")) {
            Setting setting = Setting.compat(DomoConnectionConfig.COMPAT_PARTITION, variant);
            Instance speaking = setup.instance().with(setting.key(), variant);
            String dataSet = ScratchDataSets.make(
                    setup,
                    "partitions " + variant,
                    new DataSetSchema(
                            List.of(Column.of("label", ColumnType.STRING), Column.of("number", ColumnType.LONG))));
            try {
                replace(speaking, dataSet, "one", "before");
                replace(speaking, dataSet, "two", "other");
                replace(speaking, dataSet, "one", "after");
                TreeSet<String> labels = new TreeSet<>();
                setup.uploads()
                        .rows(dataSet)
                        .forEach(row -> Lenient.text(row, "label").ifPresent(labels::add));
                if (labels.equals(new TreeSet<>(List.of("after", "other")))) {
                    seen.add(variant + " replaced its partition and left another one alone");
                    return Answer.of(setting, String.join("; ", seen));
                }
                seen.add(variant + " was taken, and afterwards there were the rows " + labels);
            } catch (DomoException.Refused refused) {
                seen.add(variant + " was refused with " + Evidence.of(refused));
            }
        }
        return Answer.unknown(String.join("; ", seen));
    }

    private void replace(Instance speaking, String dataSet, String tag, String label) throws InterruptedException {
        setup.uploads().whole(speaking, dataSet, UploadMode.REPLACE, Optional.of(tag), label + ",1\n");
    }
}
