package io.connectdomo.doctor;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks one question after the other; one that finds no answer does not keep the others. */
final class Doctor {
    private final Setup setup;
    private final PrintStream told;

    /**
     * @param told where it is said what is being asked
     */
    Doctor(Setup setup, PrintStream told) {
        this.setup = setup;
        this.told = told;
    }

    /** The answers, in the order of the questions. */
    List<Finding> ask(List<Question> questions) throws InterruptedException {
        Map<String, Answer> unprepared = new HashMap<>();
        for (Question question : questions) {
            prepare(question).ifPresent(failure -> unprepared.put(question.id(), failure));
        }
        List<Finding> findings = new ArrayList<>();
        for (Question question : questions) {
            told.println(question.title());
            Answer answer = unprepared.containsKey(question.id()) ? unprepared.get(question.id()) : answer(question);
            answer.settings().forEach(setup.instance()::settle);
            findings.add(new Finding(question, answer));
        }
        return findings;
    }

    private Optional<Answer> prepare(Question question) throws InterruptedException {
        return attempt(question, () -> {
            question.preparation().begin();
            return Optional.empty();
        });
    }

    private Answer answer(Question question) throws InterruptedException {
        return attempt(question, () -> Optional.of(question.ask().answer())).orElseThrow();
    }

    /** Something that may be answered. */
    private interface Step {
        Optional<Answer> take() throws InterruptedException;
    }

    private Optional<Answer> attempt(Question question, Step step) throws InterruptedException {
        if (setup.readOnly() && question.need() != Need.NOTHING) {
            return Optional.of(Answer.notAsked("--read-only"));
        }
        try {
            return step.take();
        } catch (NotAsked why) {
            return Optional.of(Answer.notAsked(why.getMessage()));
        } catch (DomoException.Unauthorized | DomoException.Retriable failure) {
            return Optional.of(Answer.notAsked(failure.getMessage()));
        } catch (DomoException failure) {
            return Optional.of(Answer.unknown(failure.getMessage()));
        } catch (RuntimeException defect) {
            // The others may still be answered; what went wrong here is to be reported like an answer nobody knows.
            return Optional.of(Answer.unknown("the doctor itself failed: " + defect));
        }
    }
}
