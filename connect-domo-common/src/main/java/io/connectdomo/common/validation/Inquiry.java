package io.connectdomo.common.validation;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.common.validation.Answer.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Domo about a configuration within the time that a worker waits for a validation. Only a definite answer is an error: that
 * Domo can't be reached now, or can't answer now, is told in the log; that it never can be, with this address, proxy or trust store, is
 * an error. The first question is asked alone; where Domo does not answer it or
 * does not take the token, the others would fare no better. The others are asked side by side.
 */
public final class Inquiry {
    private static final Logger LOG = LoggerFactory.getLogger(Inquiry.class);

    /** Each is a few requests; a validation is no reason to use up an instance's patience. */
    static final int MOST_QUESTIONS = 200;

    private static final int MOST_NAMED = 5;

    /** Longest silence of Domo that is waited for. */
    public static final Duration EACH = Duration.ofSeconds(4);

    /** Well under the 15 s that a validation may take. */
    static final Duration ALL = Duration.ofSeconds(12);

    private final Address address;
    private final Interview.Patience patience;
    private final Map<Question, Answer> answers = new LinkedHashMap<>();

    private Inquiry(Address address, Interview.Patience patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * Asks all questions that there is time for, in at most about 12 seconds. Blocks; leaves no thread and no connection behind.
     */
    public static Findings ask(Address address, List<Question> questions) {
        return ask(address, questions, new Interview.Patience(EACH, ALL));
    }

    static Findings ask(Address address, List<Question> questions, Interview.Patience patience) {
        return new Inquiry(address, patience).findings(questions);
    }

    private Findings findings(List<Question> questions) {
        List<Question> asked = questions.isEmpty() ? List.of(search()) : questions;
        List<Question> first = asked.subList(0, 1);
        List<Question> others = asked.subList(1, Math.min(asked.size(), MOST_QUESTIONS));
        Optional<Findings> whole;
        try (Interview interview = new Interview(address.connection(), patience)) {
            answers.putAll(interview.ask(first));
            if (answers.values().stream().noneMatch(Answer::ends)) {
                answers.putAll(interview.ask(others));
            }
            whole = ofTheConnection(interview);
        }
        if (whole.isPresent()) {
            return whole.get();
        }
        Findings findings = new Findings();
        answers.forEach((question, answer) -> tell(question, answer, findings));
        sayWhatIsUnknown(asked);
        return findings;
    }

    /** What is one fault and not that of each thing that was asked for. */
    private Optional<Findings> ofTheConnection(Interview interview) {
        Optional<Findings> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        Optional<Answer> token = first(Kind.BAD_TOKEN);
        if (token.isPresent()) {
            return complaint(DomoConnectionConfig.TOKEN, ConnectionCheck.TOKEN, token.get());
        }
        Optional<Answer> blocked = first(Kind.BLOCKED);
        if (blocked.isPresent()) {
            return complaint(address.key(), ConnectionCheck.BLOCKED, blocked.get());
        }
        boolean nothingThere = all(Kind.MISSING, Kind.ELSEWHERE);
        if (!nothingThere && !all(Kind.FORBIDDEN, Kind.FORBIDDEN)) {
            return Optional.empty();
        }
        return interview.ask(List.of(search())).values().stream().findFirst().flatMap(search -> {
            if (nothingThere && search.is(Kind.MISSING, Kind.ELSEWHERE)) {
                return complaint(address.key(), ConnectionCheck.NO_API, search);
            }
            return !nothingThere && search.kind() == Kind.FORBIDDEN
                    ? complaint(address.key(), ConnectionCheck.NO_INSTANCE, search)
                    : Optional.empty();
        });
    }

    /** Of the first question: where others were asked, the way to Domo is free. */
    private Optional<Findings> obstacle() {
        return answers.values().stream()
                .filter(answer -> answers.size() == 1 && answer.kind() == Kind.SILENT)
                .findFirst()
                .flatMap(answer -> new Obstacle(address).in(answer.failure()))
                .map(complaint -> {
                    Findings findings = new Findings();
                    findings.complain(complaint.key(), complaint.message());
                    return findings;
                });
    }

    private static Optional<Findings> complaint(String key, ConnectionCheck check, Answer answer) {
        Findings findings = new Findings();
        findings.complain(List.of(key), check, answer.failure().getMessage());
        return Optional.of(findings);
    }

    private Optional<Answer> first(Kind kind) {
        return answers.values().stream().filter(answer -> answer.kind() == kind).findFirst();
    }

    private boolean all(Kind one, Kind other) {
        Collection<Answer> all = answers.values();
        return !all.isEmpty() && all.stream().allMatch(answer -> answer.is(one, other));
    }

    /** Every user may search (product-apis.md, "Search Product API"), so what it answers is about the connection. */
    private static Question search() {
        return Question.optional(
                "Domo's search", (http, findings) -> new SearchClient(http).dataSets("connect-domo", 0));
    }

    private static void tell(Question question, Answer answer, Findings findings) {
        findings.add(answer.findings());
        if (answer.kind() == Kind.MISSING) {
            question.missing()
                    .ifPresentOrElse(
                            check -> findings.complain(question.keys(), check, question.what()),
                            () -> refused(question, answer, findings));
        } else if (answer.is(Kind.FORBIDDEN, Kind.REFUSED)) {
            refused(question, answer, findings);
        }
    }

    private static void refused(Question question, Answer answer, Findings findings) {
        question.refused()
                .ifPresent(check -> findings.complain(
                        question.keys(),
                        check,
                        question.what(),
                        answer.failure().getMessage()));
    }

    private void sayWhatIsUnknown(List<Question> questions) {
        List<Question> unknown = questions.stream()
                .filter(question -> !answers.containsKey(question)
                        || answers.get(question).is(Kind.LATER, Kind.SILENT)
                        || answers.get(question).kind() == Kind.ELSEWHERE)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        String names = unknown.stream().limit(MOST_NAMED).map(Question::what).collect(Collectors.joining(", "));
        DomoException why = answers.values().stream()
                .filter(answer -> answer.is(Kind.LATER, Kind.SILENT) || answer.kind() == Kind.ELSEWHERE)
                .map(Answer::failure)
                .findFirst()
                .orElse(null);
        LOG.warn(
                "{} of {} questions to Domo about this configuration have no answer ({}{}); tasks find out when they run.{}",
                unknown.size(),
                questions.size(),
                names,
                unknown.size() > MOST_NAMED ? ", …" : "",
                why == null ? " There was no time for them." : " " + why.getMessage());
    }
}
