package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.emulator.page.CatchUp;
import io.connectdomo.emulator.page.RowsWritten;
import java.util.List;
import java.util.Optional;

/** Faults on the page: the switches, what tests and scripts set, and how commits went on afterwards. */
final class PageFaults {
    private static final int RUNS = 12;

    private final Faults faults;

    PageFaults(Faults faults) {
        this.faults = faults;
    }

    void put(ObjectNode json, List<RowsWritten> commits) {
        List<FaultRun> runs = faults.runs();
        ArrayNode switches = json.putArray("scenarios");
        for (Scenario scenario : Scenario.values()) {
            ObjectNode one = switches.addObject();
            one.put("name", scenario.name());
            one.put("title", scenario.title());
            one.put("sentence", scenario.sentence());
            one.put("hits", faults.hits(scenario));
            runs.stream()
                    .filter(run -> run.off().isEmpty() && run.scenario().equals(Optional.of(scenario)))
                    .findFirst()
                    .flatMap(FaultRun::until)
                    .ifPresent(until -> one.put("until", until.toEpochMilli()));
        }
        ArrayNode others = json.putArray("otherFaults");
        runs.stream()
                .filter(run -> run.off().isEmpty() && run.scenario().isEmpty())
                .limit(RUNS)
                .forEach(run -> others.addObject()
                        .put("id", run.id())
                        .put("words", words(run.fault()))
                        .put("hits", run.hits()));
        ArrayNode story = json.putArray("story");
        runs.stream()
                .filter(run -> run.scenario().isPresent() || run.hits() > 0)
                .limit(RUNS)
                .forEach(run -> put(story.addObject(), run, commits));
    }

    private static void put(ObjectNode json, FaultRun run, List<RowsWritten> commits) {
        json.put("id", run.id());
        json.put("title", run.scenario().map(Scenario::title).orElseGet(() -> words(run.fault())));
        json.put("on", run.on().toEpochMilli());
        json.put("hits", run.hits());
        run.off().ifPresent(off -> {
            json.put("off", off.toEpochMilli());
            CatchUp after = CatchUp.of(commits, run.on(), off);
            after.firstCommit().ifPresent(time -> json.put("firstCommitMs", time.toMillis()));
            after.allAgain().ifPresent(time -> json.put("allAgainMs", time.toMillis()));
            after.caughtUp().ifPresent(time -> json.put("caughtUpMs", time.toMillis()));
        });
    }

    private static String words(Fault fault) {
        String what = fault.kind().name() + (fault.status() == 0 ? "" : " " + fault.status());
        String when = fault.afterWork() ? ", after the work" : "";
        return what + when + ": " + (fault.method() == null ? "" : fault.method() + " ") + fault.path();
    }
}
