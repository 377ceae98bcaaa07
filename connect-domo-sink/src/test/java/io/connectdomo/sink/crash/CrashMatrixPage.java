package io.connectdomo.sink.crash;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what was seen as Markdown. */
final class CrashMatrixPage {
    private static final String INTRODUCTION = """
            # What a crash leaves

            Written from what was seen (`CrashMatrixTest`); not to be edited by hand. The real task runs against the emulator, is killed \
            at each step of one batch of %d changes from two partitions, and somebody goes on:

            * **one owner**: a new process at Kafka's committed offsets;
            * **zombie**: a new process, while the old one is cut off from Kafka, is not told, and goes on writing to Domo; at a \
            rebalance nobody is dead, and the partitions are shared out anew;
            * **other boundaries**: a new process that polls, cuts parts and commits in other pieces.

            What was durable before the kill, and what comes after it, is there once in every cell, and nothing is ever lost: a cell \
            where that does not hold fails the build.

            | seen in the end | means |
            |---|---|
            | exact | append: each record is one row. Upsert: each key has its last state. Replace: the last snapshot, and never anything but \
            a complete one |
            | batch twice | every row of the batch that the kill hit is there twice, because Domo had it and Kafka did not know, or because \
            a zombie wrote it too; no other row is. `delivery.guarantee=effectively_once` is for those who can't have that |
            | moved partition twice | the same, only for rows of the partition that went to the new owner |
            | – | there is no such step in this mode |
            """.formatted(Workload.BATCH);

    private CrashMatrixPage() {}

    static String of(Map<Mode, Map<KillPoint, Map<Continuation, Outcome>>> seen) {
        StringBuilder page = new StringBuilder(INTRODUCTION).append("\n| killed |");
        columns(seen).forEach(column -> page.append(' ').append(column).append(" |"));
        page.append("\n|---|")
                .append("---|".repeat((int) columns(seen).count()))
                .append('\n');
        for (KillPoint point : KillPoint.values()) {
            page.append("| ").append(point.label()).append(" |");
            seen.values().forEach(points -> page.append(cells(points.getOrDefault(point, Map.of()))));
            page.append('\n');
        }
        return page.toString();
    }

    private static Stream<String> columns(Map<Mode, ?> seen) {
        return seen.keySet().stream()
                .flatMap(mode -> Stream.of(Continuation.values()).map(each -> mode.label() + ": " + each.label()));
    }

    private static String cells(Map<Continuation, Outcome> outcomes) {
        return Stream.of(Continuation.values())
                .map(outcomes::get)
                .map(outcome -> " " + (outcome == null ? "–" : outcome.label()) + " |")
                .collect(Collectors.joining());
    }
}
