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
            answerTo(question, () -> {
                        question.preparation().begin();
                        return null;
                    })
                    .ifPresent(failure -> unprepared.put(question.id(), failure));
        }
        List<Finding> findings = new ArrayList<>();
        for (Question question : questions) {
            told.println(question.title());
            Answer answer = unprepared.containsKey(question.id())
                    ? unprepared.get(question.id())
                    : answerTo(question, question.ask()).orElseThrow();
            answer.settings().forEach(setup.instance()::settle);
            findings.add(new Finding(question, answer));
        }
        return findings;
    }

    /** What {@code step} answers or fails with; empty where it answers nothing. */
    private Optional<Answer> answerTo(Question question, Question.Ask step) throws InterruptedException {
        return Optional.ofNullable(answer(question, step));
    }

    private Answer answer(Question question, Question.Ask step) throws InterruptedException {
        if (setup.readOnly() && question.need() != Need.NOTHING) {
            return Answer.notAsked("--read-only");
        }
        try {
            return step.answer();
        } catch (NotAsked why) {
            return Answer.notAsked(why.getMessage());
        } catch (DomoException.Unauthorized | DomoException.Retriable failure) {
            return Answer.notAsked(failure.getMessage());
        } catch (DomoException failure) {
            return Answer.unknown(failure.getMessage());
        } catch (RuntimeException defect) {
            // The others may still be answered; what went wrong here is to be reported like an answer nobody knows.
            return Answer.unknown("the doctor itself failed: " + defect);
        }
    }
}
