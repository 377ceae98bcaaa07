package io.connectdomo.doctor.question;

import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.DataVersion;
import io.connectdomo.common.dataset.VersionStatus;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.Patience;
import io.connectdomo.doctor.ask.Setup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for the version of a DataSet's only commit, in the two lists that the sink looks into after a lost reply (delivery.md 2.1). */
final class VersionLookup {
    private final Setup setup;
    private final Sight v3 = new Sight("v3");
    private final Sight v2 = new Sight("v2");

    VersionLookup(Setup setup) {
        this.setup = setup;
    }

    /** What one list showed. */
    private static final class Sight {
        private final String list;
        private Duration successAfter;
        private boolean processing;
        private Long otherId;
        private String refusal;

        Sight(String list) {
            this.list = list;
        }

        boolean settled() {
            return successAfter != null || otherId != null || refusal != null;
        }

        void look(long uploadId, Duration elapsed, Supplier<List<DataVersion>> ask) {
            if (settled()) {
                return;
            }
            try {
                for (DataVersion version : ask.get()) {
                    if (version.id() != uploadId) {
                        otherId = version.id();
                    } else if (version.status() == VersionStatus.SUCCESS) {
                        successAfter = elapsed;
                    } else {
                        processing = true;
                    }
                }
            } catch (DomoException.Refused | DomoException.Unauthorized no) {
                refusal = Evidence.of(no);
            }
        }

        String shown() {
            if (refusal != null) {
                return list + ": " + refusal;
            }
            if (otherId != null) {
                return list + ": under the id " + otherId;
            }
            String before = processing ? "processing, " : "";
            return list + ": " + before
                    + (successAfter == null ? "not there" : "there after " + Patience.shown(successAfter));
        }
    }

    /** @param uploadId of the only commit so far */
    Answer of(String dataSet, long uploadId) throws InterruptedException {
        DataSetClient client = setup.instance().dataSets();
        long begun = setup.patience().now();
        int[] looks = new int[1];
        setup.patience().until(() -> {
            Duration elapsed = setup.patience().since(begun);
            v3.look(uploadId, elapsed, () -> client.dataVersionsV3(dataSet));
            v2.look(uploadId, elapsed, () -> client.dataVersionsV2(dataSet));
            looks[0]++;
            return v3.settled() && v2.settled() ? Optional.of(true) : Optional.empty();
        });
        String evidence = "upload " + uploadId + ", looked for "
                + Patience.shown(setup.patience().since(begun)) + ": " + v3.shown() + "; " + v2.shown();
        return Answer.of(value(looks[0] == 1), evidence);
    }

    private String value(boolean atFirstLook) {
        if (v3.otherId != null || v2.otherId != null) {
            return "under another id";
        }
        boolean inV3 = v3.successAfter != null;
        boolean inV2 = v2.successAfter != null;
        if (inV3 && inV2) {
            String first = v3.processing || v2.processing ? "as processing first" : "late";
            return "in both lists, " + (atFirstLook ? "at once" : first);
        }
        return inV3 ? "in the v3 list only" : inV2 ? "in the v2 list only" : "in neither list";
    }
}
