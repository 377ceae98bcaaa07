package io.connectdomo.doctor.question;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the token's user may read, asked of each family of the API by its cheapest request. Writing shows in the other questions. */
final class RightsQuestion {
    private static final long MINUTE = 60_000;

    private final Setup setup;
    private final List<String> may = new ArrayList<>();
    private final List<String> mayNot = new ArrayList<>();

    RightsQuestion(Setup setup) {
        this.setup = setup;
    }

    Question question() {
        return new Question("rights", "What may the token's user read?", Need.NOTHING, this::rights);
    }

    private Answer rights() throws InterruptedException {
        long now = Instant.now().toEpochMilli();
        see("search", () -> setup.instance().search().dataSets("connectdomodoctor", 0));
        see("activity log", () -> setup.instance().activity().entries(now - MINUTE, now, 1, 0, List.of()));
        see("streams", () -> setup.instance().streams().streams(1));
        see("reports", () -> setup.instance().reports().history(0, 1, Optional.empty(), false));
        String evidence = (may.isEmpty() ? "" : "answered: " + String.join(", ", may))
                + (may.isEmpty() || mayNot.isEmpty() ? "" : "; ")
                + (mayNot.isEmpty() ? "" : "not: " + String.join(", ", mayNot));
        return Answer.of(
                mayNot.isEmpty() ? "all that was asked" : may.size() + " of " + (may.size() + mayNot.size()), evidence);
    }

    private void see(String what, Runnable request) throws InterruptedException {
        try {
            setup.instance().patientlyDo(request);
            may.add(what);
        } catch (DomoException failure) {
            mayNot.add(what + " " + Evidence.of(failure));
        }
    }
}
