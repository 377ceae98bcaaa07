package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Patience;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The search that dataset.auto.create finds DataSets by (product-apis.md, "Search Product API"). */
final class SearchQuestions {
    private static final int DOCUMENTED_RATE = 120;

    private final Setup setup;
    private String name;
    private String word;
    private Answer delay;
    private boolean found;

    SearchQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("search-delay", "How soon does the search find a DataSet?", Need.SCRATCH, this::delay),
                new Question("search-results", "Where does the search put its results?", Need.SCRATCH, this::results),
                new Question("search-query", "Is punctuation in a search text?", Need.SCRATCH, this::query));
    }

    /** Many requests, and none is answered for a while where there is a limit: only where asked for, behind all others. */
    Question rate() {
        return new Question(
                "search-rate", "How many searches a minute are answered?", Need.NOTHING, this::rateOfSearches);
    }

    private Answer delay() throws InterruptedException {
        if (delay == null) {
            delay = firstLook();
        }
        return delay;
    }

    private Answer firstLook() throws InterruptedException {
        word = "doctor" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toLowerCase(Locale.ROOT);
        String role = "search " + word;
        name = setup.scratch().name(role);
        DataSetSchema schema = new DataSetSchema(List.of(Column.of("label", ColumnType.STRING)));
        ScratchDataSets.make(setup, role, schema);
        long madeAt = setup.patience().now();
        int[] looks = new int[1];
        Optional<Duration> after = setup.patience().until(() -> {
            looks[0]++;
            return finds(word) ? Optional.of(setup.patience().since(madeAt)) : Optional.empty();
        });
        found = after.isPresent();
        String searched = "a new DataSet, searched by a word of its name, ";
        if (after.isEmpty()) {
            String waited = Patience.shown(setup.patience().atMost());
            return Answer.of(
                    "not within " + waited,
                    searched + "was not found within " + waited
                            + "; with dataset.auto.create records wait in Kafka until it is");
        }
        return Answer.of(
                looks[0] == 1 ? "at once" : "late", searched + "was found after " + Patience.shown(after.get()));
    }

    private Answer results() throws InterruptedException {
        requireFound();
        finds(word);
        JsonNode reply = setup.instance().last().json();
        boolean objects = !reply.path("searchObjects").isEmpty();
        boolean map = !reply.path("searchResultsMap").isEmpty();
        String seen = "searchObjects has " + reply.path("searchObjects").size() + " entries, searchResultsMap "
                + reply.path("searchResultsMap").size() + " groups; a connector reads both";
        if (objects) {
            return Answer.of(map ? "in both places" : "in searchObjects only", seen);
        }
        return map ? Answer.of("in searchResultsMap only", seen) : Answer.unknown(seen);
    }

    private Answer query() throws InterruptedException {
        requireFound();
        return finds(name)
                ? Answer.of("text", "a DataSet is found by its whole name, which has '-' and ':'")
                : Answer.of("syntax", "a DataSet is not found by its name with '-' and ':', only by a word of it");
    }

    private Answer rateOfSearches() {
        OptionalInt refusedAt = OptionalInt.empty();
        long begun = setup.patience().now();
        for (int i = 1; i <= DOCUMENTED_RATE + 1 && refusedAt.isEmpty(); i++) {
            try {
                setup.instance().search().dataSets("connectdomodoctor", 0);
            } catch (DomoException.Retriable later) {
                if (!later.declined()) {
                    throw later;
                }
                refusedAt = OptionalInt.of(i);
            }
        }
        Duration took = setup.patience().since(begun);
        if (refusedAt.isPresent()) {
            return Answer.of(
                    "limited",
                    "of searches one after the other the " + refusedAt.getAsInt()
                            + "th was answered 429; those of other questions count too");
        }
        boolean withinAMinute = took.compareTo(Duration.ofMinutes(1)) < 0;
        String all = (DOCUMENTED_RATE + 1) + " searches were answered in " + Patience.shown(took);
        return withinAMinute
                ? Answer.of("more than " + DOCUMENTED_RATE, all)
                : Answer.notAsked(all + ": too slow to meet a limit");
    }

    private void requireFound() throws InterruptedException {
        delay();
        if (!found) {
            throw new NotAsked("the search did not find the DataSet that was made");
        }
    }

    private boolean finds(String query) {
        return setup.instance().search().dataSets(query, 0).hits().stream()
                .anyMatch(hit -> hit.name().equals(name));
    }
}
