package io.connectdomo.source.config;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.streams.StreamClient;
import io.connectdomo.common.validation.Findings;
import io.connectdomo.common.validation.Inquiry;
import io.connectdomo.common.validation.Question;
import io.connectdomo.source.feed.FeedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What only Domo can tell before a connector runs: whether the token may read the feeds, which object types there are, and
 * whether the named streams are there.
 */
final class LiveQuestions {
    private static final String FEEDS = SourceKeys.FEEDS;
    private static final String TYPES = SourceKeys.ACTIVITY_OBJECT_TYPES;

    private LiveQuestions() {}

    /** All of a configuration that is in order. */
    static List<Question> of(DomoSourceConfig config) {
        List<Question> questions = new ArrayList<>();
        for (FeedType feed : config.feeds()) {
            switch (feed) {
                case ACTIVITY_LOG -> {
                    questions.add(activityLog());
                    questions.add(objectTypes(config.activityObjectTypes()));
                }
                case STREAM_EXECUTIONS ->
                    streams(config.streams(), config.connection().compat(), questions);
                case REPORT_HISTORY -> questions.add(reports());
            }
        }
        return questions;
    }

    private static Question activityLog() {
        return refusable("activity log", FEEDS, SourceCheck.ACTIVITY_LOG, (http, findings) -> {
            long now = System.currentTimeMillis();
            new ActivityClient(http, Inquiry.EACH).entries(now - 1, now, 1, 0, List.of());
        });
    }

    /** The types to choose from, and those of {@code wanted} that there are not. That they can't be listed is no error. */
    static Question objectTypes(List<String> wanted) {
        return Question.optional("list of object types", (http, findings) -> {
            List<String> known = new ActivityClient(http, Inquiry.EACH).objectTypes();
            if (known.isEmpty()) {
                return;
            }
            findings.suggest(TYPES, known);
            wanted.stream()
                    .filter(type -> !known.contains(type))
                    .forEach(type -> findings.complain(List.of(TYPES), SourceCheck.OBJECT_TYPE, type, known));
        });
    }

    /** Without the filter, for where that is refused the task does without it. */
    private static Question reports() {
        return refusable(
                "report history",
                FEEDS,
                SourceCheck.REPORTS,
                (http, findings) -> new ReportClient(http, Inquiry.EACH).history(0, 1, Optional.empty(), false));
    }

    private static void streams(StreamChoice choice, DomoCompat compat, List<Question> questions) {
        for (long stream : choice.streams()) {
            questions.add(Question.of(
                    "stream " + stream,
                    List.of(SourceKeys.EXECUTIONS_STREAM_IDS),
                    SourceCheck.STREAM_MISSING,
                    SourceCheck.STREAM_REFUSED,
                    (http, findings) -> new StreamClient(http, Inquiry.EACH).lastExecution(stream)));
        }
        for (String dataSet : choice.dataSets()) {
            questions.add(Question.of(
                    "DataSet " + dataSet,
                    List.of(SourceKeys.EXECUTIONS_DATASET_IDS),
                    SourceCheck.DATASET_MISSING,
                    SourceCheck.DATASET_REFUSED,
                    (http, findings) -> fed(dataSet, compat, http, findings)));
        }
        // That it finds nothing is no error: it is searched again every 10 minutes.
        choice.search()
                .ifPresent(query -> questions.add(refusable(
                        "search for DataSets",
                        SourceKeys.EXECUTIONS_DATASET_SEARCH,
                        SourceCheck.SEARCH,
                        (http, findings) -> new SearchClient(http).dataSets(query, 0))));
    }

    private static void fed(String dataSet, DomoCompat compat, DomoHttp http, Findings findings) {
        if (new DataSetClient(http, compat).get(dataSet).streamId().isEmpty()) {
            findings.complain(
                    List.of(SourceKeys.EXECUTIONS_DATASET_IDS),
                    SourceCheck.DATASET_WITHOUT_STREAM,
                    "DataSet " + dataSet);
        }
    }

    /** Where "not found" is a refusal like any other. */
    private static Question refusable(String what, String key, SourceCheck refused, Question.Asking asking) {
        return new Question(what, List.of(key), Optional.empty(), Optional.of(refused), asking);
    }
}
