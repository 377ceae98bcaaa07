package io.connectdomo.doctor;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

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
        List<Finding> findings = new ArrayList<>();
        for (Question question : questions) {
            told.println(question.title());
            Answer answer = ask(question);
            answer.settings().forEach(setup.instance()::settle);
            findings.add(new Finding(question, answer));
        }
        return findings;
    }

    private Answer ask(Question question) throws InterruptedException {
        if (setup.readOnly() && question.need() != Need.NOTHING) {
            return Answer.notAsked("--read-only");
        }
        try {
            return question.ask().answer();
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
