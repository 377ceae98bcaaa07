package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.reports.ReportEntries;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;
import java.util.Optional;

/** The history of scheduled reports (observed-behaviour.md 7). Only reads. */
final class ReportQuestions {
    private static final int RUNS = 10;

    private final Setup setup;

    ReportQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("report-filter", "Is filter=ALL of reports taken?", Need.NOTHING, this::filter),
                new Question("report-times", "How are a report's times written?", Need.NOTHING, this::times));
    }

    private Answer filter() throws InterruptedException {
        String falls = "; the source then asks for the token owner's reports only, and says so once";
        try {
            int all = history(Optional.of("ALL")).entries().size();
            return Answer.of("yes", "filter=ALL showed " + all + " of the latest " + RUNS + " runs");
        } catch (DomoException.Unauthorized denied) {
            // Where the token may read no report at all, that is no answer about the filter.
            history(Optional.empty());
            return Answer.of("no: " + denied.status(), "filter=ALL was refused with " + denied.status() + falls);
        } catch (DomoException.Refused refused) {
            return Answer.of("no: " + refused.status(), "filter=ALL was refused with " + Evidence.of(refused) + falls);
        }
    }

    private Answer times() throws InterruptedException {
        List<?> runs = history(Optional.empty()).entries();
        if (runs.isEmpty()) {
            throw new NotAsked("the token owner has no scheduled report that ran");
        }
        JsonNode time = setup.instance().last().json().path(0).path("startTime");
        String form = TimeForms.of(time);
        return form == null
                ? Answer.unknown("the field startTime is " + time.getNodeType())
                : Answer.of(form, "startTime of the latest run; a connector reads all forms");
    }

    private ReportEntries history(Optional<String> filter) throws InterruptedException {
        return setup.instance().patiently(() -> setup.instance().reports().history(0, RUNS, filter, false));
    }
}
