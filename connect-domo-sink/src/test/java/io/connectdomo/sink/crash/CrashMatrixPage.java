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
            * **other boundaries**: a new process that polls, cuts parts and commits in other pieces;
            * **comes back**: nobody dies; a rebalance takes the partitions and gives them back to the same process, whose requests are \
            answered only afterwards: eager within one poll, cooperative in the next. At an eager rebalance it is the second in a row;
            * **comes back, asked late**: the same, but Kafka Connect passes the records again before it asks for offsets;
            * **comes back, asked late, dies**: the same, and then the process is killed: what Kafka was told too early would be lost;
            * **away and back**: nobody dies; another process gets the partitions, writes their records and gives them back, while the \
            first does not know yet what became of its requests.

            What was durable before the kill, and what comes after it, is there once in every cell, and nothing is ever lost: a cell \
            where that does not hold fails the build.

            | seen in the end | means |
            |---|---|
            | exact | append: each record is one row. Upsert: each key has its last state. Replace: the last snapshot, and never anything but \
            a complete one |
            | batch twice | every row of the batch that the kill hit is there twice, because Domo had it and Kafka did not know, or because \
            a zombie (or, away and back, another owner) wrote it too; no other row is. `delivery.guarantee=effectively_once` is for those who can't have that |
            | moved partition twice | the same, only for rows of the partition that went to the new owner |
            | – | there is no such step in this mode |
            """.formatted(Workload.BATCH);

    private CrashMatrixPage() {}

    static String of(Map<Mode, Map<KillPoint, Map<Continuation, Outcome>>> seen) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        seen.forEach((mode, points) -> page.append(table(mode, points)));
        return page.toString();
    }

    private static String table(Mode mode, Map<KillPoint, Map<Continuation, Outcome>> points) {
        StringBuilder table = new StringBuilder("\n## " + mode.label() + "\n\n| killed |");
        for (Continuation continuation : Continuation.values()) {
            table.append(' ').append(continuation.label()).append(" |");
        }
        table.append("\n|---|")
                .append("---|".repeat(Continuation.values().length))
                .append('\n');
        for (KillPoint point : KillPoint.values()) {
            table.append("| ").append(point.label()).append(" |");
            table.append(cells(points.getOrDefault(point, Map.of()))).append('\n');
        }
        return table.toString();
    }

    private static String cells(Map<Continuation, Outcome> outcomes) {
        return Stream.of(Continuation.values())
                .map(outcomes::get)
                .map(outcome -> " " + (outcome == null ? "–" : outcome.label()) + " |")
                .collect(Collectors.joining());
    }
}
