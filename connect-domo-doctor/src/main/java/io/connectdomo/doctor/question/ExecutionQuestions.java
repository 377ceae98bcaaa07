package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.Evidence;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.util.List;

/** What is shown of a stream's executions (observed-behaviour.md 6). Only reads. */
final class ExecutionQuestions {
    private static final int STREAMS = 20;

    private final Setup setup;
    private long stream;
    private List<ObjectNode> history;

    ExecutionQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("execution-detail", "Has an execution a page of its own?", Need.NOTHING, this::detail),
                new Question("execution-times", "How are an execution's times written?", Need.NOTHING, this::times),
                new Question("execution-history", "In which order is the history?", Need.NOTHING, this::order));
    }

    private Answer detail() throws InterruptedException {
        history();
        long execution = id(history.get(0));
        String page = "execution " + execution + " of stream " + stream;
        try {
            setup.instance().patiently(() -> setup.instance().streams().execution(stream, execution));
            return Answer.of("yes", page + " is shown with its errors");
        } catch (DomoException.Refused refused) {
            String seen = page + " was answered " + Evidence.of(refused);
            return refused.status() == 404 || refused.status() == 405
                    ? Answer.of("no", seen + "; the source then knows the errors of the last execution only")
                    : Answer.unknown(seen);
        }
    }

    private Answer times() throws InterruptedException {
        history();
        JsonNode time = history.get(0).path("startedAt");
        String form = TimeForms.of(time);
        return form == null
                ? Answer.unknown("the field startedAt is " + time.getNodeType())
                : Answer.of(form, "startedAt in the history of stream " + stream + "; a connector reads all forms");
    }

    private Answer order() throws InterruptedException {
        history();
        if (history.size() < 2) {
            throw new NotAsked("stream " + stream + " has run once only: name another with --stream");
        }
        boolean falling = true;
        boolean rising = true;
        for (int i = 1; i < history.size(); i++) {
            falling &= id(history.get(i)) < id(history.get(i - 1));
            rising &= id(history.get(i)) > id(history.get(i - 1));
        }
        String seen = history.size() + " executions of stream " + stream + "; the source sorts them";
        if (falling) {
            return Answer.of("newest first", seen);
        }
        return rising ? Answer.of("oldest first", seen) : Answer.unknown(seen + ", in neither order");
    }

    /** The history of the stream that was named, else of the first that has two runs or at least one; never empty. */
    private void history() throws InterruptedException {
        if (history != null) {
            return;
        }
        List<Long> candidates = setup.stream().isPresent()
                ? List.of(setup.stream().getAsLong())
                : setup.instance().patiently(() -> setup.instance().streams().streams(STREAMS));
        List<ObjectNode> best = List.of();
        for (long candidate : candidates) {
            List<ObjectNode> runs = setup.instance()
                    .patiently(() -> setup.instance().streams().executionHistory(candidate))
                    .entries();
            if (runs.size() > best.size()) {
                stream = candidate;
                best = runs;
            }
            if (best.size() > 1) {
                break;
            }
        }
        if (best.isEmpty()) {
            throw new NotAsked("no stream with an execution was found: name one with --stream");
        }
        history = best;
    }

    private static long id(ObjectNode execution) {
        return Lenient.number(execution, "executionId")
                .orElseThrow(() -> new NotAsked("an execution has no executionId"));
    }
}
