package io.connectdomo.doctor.question;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.doctor.ask.Answer;
import io.connectdomo.doctor.ask.NotAsked;
import io.connectdomo.doctor.ask.Question;
import io.connectdomo.doctor.ask.Question.Need;
import io.connectdomo.doctor.ask.Setup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the activity log answers (product-apis.md, "Activity Log API"; observed-behaviour.md 5). Only reads. */
final class AuditQuestions {
    private static final int LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 300;

    /** Rolling retention is a year (observed-behaviour.md 5). */
    private static final List<Duration> LOOK_BACK =
            List.of(Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(364));

    private final Setup setup;
    private long start;
    private long end;
    private List<ObjectNode> entries;

    AuditQuestions(Setup setup) {
        this.setup = setup;
    }

    List<Question> all() {
        return List.of(
                new Question("audit-limit", "How many log entries at once?", Need.NOTHING, this::limit),
                new Question("audit-start", "Is start of the log inclusive?", Need.NOTHING, () -> bound(true)),
                new Question("audit-end", "Is end of the log inclusive?", Need.NOTHING, () -> bound(false)),
                new Question("audit-order", "In which order do log entries come?", Need.NOTHING, this::order),
                new Question("audit-times", "How are times of the log written?", Need.NOTHING, this::times),
                new Question("audit-object-types", "How do object types come?", Need.NOTHING, this::objectTypes));
    }

    private Answer limit() throws InterruptedException {
        int count = entries().size();
        String asked = "asked for " + LIMIT + ", got " + count;
        if (count < LIMIT && !ask(start, end, count).isEmpty()) {
            return Answer.of(
                    Integer.toString(count), asked + " although there are more; the source finds that out by itself");
        }
        if (count <= DEFAULT_LIMIT) {
            throw new NotAsked(
                    "the log has " + count + " entries, and only more than " + DEFAULT_LIMIT + " would tell");
        }
        return Answer.of("as asked", count < LIMIT ? asked + ", and there are no more" : asked);
    }

    private Answer bound(boolean isStart) throws InterruptedException {
        long time = time(entries().get(0));
        List<ObjectNode> reply = isStart ? ask(time, time + 1, 0) : ask(time - 1, time, 0);
        boolean there = reply.stream().anyMatch(entry -> time(entry) == time);
        String bound = isStart ? "start" : "end";
        return Answer.of(
                there ? "inclusive" : "exclusive",
                "an entry with exactly the time of " + bound + " is " + (there ? "" : "not ")
                        + "in the reply; the source asks wide enough for either");
    }

    private Answer order() throws InterruptedException {
        int falls = 0;
        int rises = 0;
        for (int i = 1; i < entries().size(); i++) {
            int change = Long.compare(time(entries.get(i)), time(entries.get(i - 1)));
            falls += change < 0 ? 1 : 0;
            rises += change > 0 ? 1 : 0;
        }
        String seen =
                "of " + entries.size() + " entries " + falls + " are older than the one before, " + rises + " newer";
        if (falls == 0 && rises == 0) {
            throw new NotAsked("there are no two entries of different times");
        }
        if (rises == 0) {
            return Answer.of("newest first", seen);
        }
        return falls == 0
                ? Answer.of(
                        "oldest first", seen + "; the source then reads in windows that it halves, with more requests")
                : Answer.unknown(seen);
    }

    private Answer times() throws InterruptedException {
        entries();
        JsonNode time = entries.get(0).path("time");
        String form = TimeForms.of(time);
        return form == null
                ? Answer.unknown("the field time is " + time.getNodeType())
                : Answer.of(form, "the field time of the latest entry; a connector reads all forms");
    }

    private Answer objectTypes() throws InterruptedException {
        List<String> types =
                setup.instance().patiently(() -> setup.instance().activity().objectTypes());
        JsonNode first = setup.instance().last().json().path(0);
        String seen = types.size() + " types; a connector reads both forms";
        if (first.isTextual()) {
            return Answer.of("as texts", seen);
        }
        return first.has("type")
                ? Answer.of("as objects", seen)
                : Answer.unknown("the first is " + first.getNodeType());
    }

    /** The entries of the shortest time back that has enough; at least one. */
    private List<ObjectNode> entries() throws InterruptedException {
        if (entries != null) {
            return entries;
        }
        // What is older than this is likely to stay as it is while it is being read.
        end = Instant.now().minusSeconds(60).toEpochMilli();
        List<ObjectNode> found = List.of();
        for (Duration back : LOOK_BACK) {
            start = end - back.toMillis();
            found = ask(start, end, 0);
            if (found.size() >= DEFAULT_LIMIT) {
                break;
            }
        }
        if (found.isEmpty()) {
            throw new NotAsked("the activity log is empty");
        }
        entries = found;
        return entries;
    }

    private List<ObjectNode> ask(long from, long to, int offset) throws InterruptedException {
        return setup
                .instance()
                .patiently(() -> setup.instance().activity().entries(from, to, LIMIT, offset, List.of()))
                .entries()
                .stream()
                .map(entry -> entry instanceof ObjectNode object ? object : Json.object())
                .toList();
    }

    private static long time(ObjectNode entry) {
        return Lenient.instant(entry, "time")
                .orElseThrow(() -> new NotAsked("an entry has no time that can be read"))
                .toEpochMilli();
    }
}
