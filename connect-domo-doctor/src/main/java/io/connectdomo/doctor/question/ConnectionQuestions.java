package io.connectdomo.doctor.question;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.Patience;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setting;
import io.connectdomo.doctor.ask.Setup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the instance is reached. */
final class ConnectionQuestions {
    static final String API_PATH = "api-path";

    /** A word that no DataSet is called by: whether it is found is not asked. */
    private static final String NO_WORD = "connectdomodoctor";

    private static final int ROUND_TRIPS = 7;
    private static final int FORBIDDEN = 403;

    private final Setup setup;

    ConnectionQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question(API_PATH, "What stands before the paths of the API?", Need.NOTHING, this::apiPath),
                new Question("round-trip", "How long does a request take?", Need.NOTHING, this::roundTrip),
                new Question("clock", "How far is Domo's clock from this machine's?", Need.NOTHING, this::clock));
    }

    private Answer apiPath() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (String path : List.of("/api", "")) {
            String tried = path.isEmpty() ? "without a prefix" : "below " + path;
            Optional<String> refusal = refusalOfSearch(path);
            if (refusal.isEmpty()) {
                seen.add("the search answers " + tried);
                return Answer.of(Setting.compat(DomoConnectionConfig.COMPAT_API_PATH, path), String.join("; ", seen));
            }
            seen.add(tried + ": " + refusal.get());
        }
        return Answer.unknown(String.join("; ", seen));
    }

    private Optional<String> refusalOfSearch(String apiPath) throws InterruptedException {
        try {
            setup.instance()
                    .patiently(() -> setup.instance()
                            .with(DomoConnectionConfig.COMPAT_API_PATH, apiPath)
                            .search()
                            .dataSets(NO_WORD, 0));
            return Optional.empty();
        } catch (DomoException.Unauthorized denied) {
            // Who says "you may not" knows the path; a token that is refused at all is no answer.
            return denied.status() == FORBIDDEN ? Optional.empty() : Optional.of(Evidence.of(denied));
        } catch (DomoException failure) {
            return Optional.of(Evidence.of(failure));
        }
    }

    private Answer roundTrip() throws InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < ROUND_TRIPS; i++) {
            search();
            times.add(setup.instance().last().took());
        }
        times.sort(null);
        Duration median = times.get(ROUND_TRIPS / 2);
        return Answer.of(
                Patience.shown(median),
                "median of " + ROUND_TRIPS + " searches; " + Patience.shown(times.get(0)) + " to "
                        + Patience.shown(times.get(ROUND_TRIPS - 1)));
    }

    private Answer clock() throws InterruptedException {
        search();
        Instant now = Instant.now();
        Optional<Instant> theirs = setup.instance().last().serverTime();
        if (theirs.isEmpty()) {
            return Answer.of("not told", "replies have no Date header; the source then takes this machine's clock");
        }
        // The header is cut to the second: its middle is the best guess.
        Duration skew = Duration.between(now, theirs.get().plusMillis(500));
        boolean small = skew.abs().compareTo(Duration.ofSeconds(2)) < 0;
        String shown = Patience.shown(skew.abs()) + (skew.isNegative() ? " behind" : " ahead");
        return Answer.of(
                small ? "the same" : shown,
                "by the Date header, to the second, Domo is " + shown + "; the source goes by Domo's clock");
    }

    private void search() throws InterruptedException {
        try {
            setup.instance().patiently(() -> setup.instance().search().dataSets(NO_WORD, 0));
        } catch (DomoException.Unauthorized denied) {
            if (denied.status() != FORBIDDEN) {
                throw denied;
            }
        }
    }
}
