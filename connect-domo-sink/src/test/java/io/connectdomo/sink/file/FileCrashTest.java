package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.file.BreakingWay.Break;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The process is killed at every request it makes, before Domo has it and after, and somebody goes on: with the same boundaries and
 * with others. In the end each record is in the files once, in its order, and nobody may see them who should not. Compared with
 * what the records are.
 */
class FileCrashTest {
    private static final int RECORDS = 26;
    private static final int MOST_REQUESTS = 60;

    /** Who goes on. */
    private enum Next {
        SAME("12"),
        CUTS_EARLIER("5"),
        CUTS_LATER("20");

        private final String rows;

        Next(String rows) {
            this.rows = rows;
        }
    }

    private record Cell(int nth, Break how, Next next) {}

    private static CrashWorld world() throws IOException {
        return new CrashWorld(List.of(new TopicPartition("orders", 0)), RECORDS);
    }

    /** One part after another, so that every request has its number. */
    private static Map<String, String> config(String rows) {
        return Map.of("commit.max.rows", rows, "upload.max.in.flight", "1");
    }

    private static ScriptedWorker worker(CrashWorld world, BreakingWay way, String rows) {
        return world.worker(way.process(), config(rows));
    }

    private static ScriptedWorker next(CrashWorld world, String rows) {
        return world.worker(world.simulation.process(), config(rows));
    }

    @TestFactory
    Stream<DynamicTest> everyRecordIsInOneFile() throws IOException {
        int requests = requestsOfACleanRun();
        assertThat(requests).isBetween(20, MOST_REQUESTS);
        List<Cell> cells = new ArrayList<>();
        for (int nth = 1; nth <= requests; nth++) {
            for (Break how : List.of(Break.NEVER_ARRIVES, Break.REPLY_LOST)) {
                for (Next next : Next.values()) {
                    cells.add(new Cell(nth, how, next));
                }
            }
        }
        return cells.stream().map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> run(cell)));
    }

    private static int requestsOfACleanRun() throws IOException {
        try (CrashWorld world = world()) {
            BreakingWay way = BreakingWay.never(world.simulation);
            world.finish(worker(world, way, "12"));
            world.assertEachOnce();
            return way.count();
        }
    }

    private static void run(Cell cell) throws IOException {
        try (CrashWorld world = world()) {
            BreakingWay way = BreakingWay.at(world.simulation, cell.nth(), cell.how(), 0);
            ScriptedWorker first = worker(world, way, "12");
            first.iterateUntil("the way breaks", way::isBroken);
            first.crash();
            world.finish(next(world, cell.next().rows));
            world.assertEachOnce();
        }
    }

    /**
     * The process stands still at each of its requests, is cut off from Kafka and not told, and goes on when somebody else has
     * written everything, with other boundaries.
     */
    @TestFactory
    Stream<DynamicTest> aZombieWritesOverNothing() throws IOException {
        return IntStream.rangeClosed(1, requestsOfACleanRun())
                .mapToObj(nth -> DynamicTest.dynamicTest("at request " + nth, () -> zombie(nth)));
    }

    private static void zombie(int nth) throws IOException {
        try (CrashWorld world = world()) {
            BreakingWay way = BreakingWay.at(world.simulation, nth, Break.STANDS_STILL, 0);
            ScriptedWorker zombie = worker(world, way, "12");
            zombie.iterateUntil("it stands still", way::isBroken);
            zombie.cutOff();
            ScriptedWorker owner = next(world, "5");
            world.finish(owner);
            world.assertEachOnce();
            way.goOn();
            int goneOn = zombie.iterations() + 150;
            zombie.iterateUntil("the zombie has gone on", () -> zombie.iterations() > goneOn);
            zombie.crash();
            world.assertEachOnce();
        }
    }

    /** What a dead process had on its way arrives while the next owner waits for just that, in the last moment even. */
    @TestFactory
    Stream<DynamicTest> whatADeadProcessHadOnItsWayIsFound() {
        return Stream.of("/commit", "/data-files")
                .flatMap(path -> Stream.of(100, 200, 395)
                        .map(lateMs -> DynamicTest.dynamicTest(
                                path + " after " + lateMs + " ms", () -> whatIsOnItsWayIsFound(path, lateMs))));
    }

    private static void whatIsOnItsWayIsFound(String path, int lateMs) throws IOException {
        try (CrashWorld world = world()) {
            BreakingWay way = BreakingWay.atPost(world.simulation, path, lateMs);
            ScriptedWorker first = worker(world, way, "12");
            first.iterateUntil("the way breaks", way::isBroken);
            first.crash();
            int before = world.domo.files().files().size();
            ScriptedWorker second = next(world, "5");
            second.iterateUntil(
                    "it has landed", () -> world.domo.files().files().size() > before);
            assertThat(world.simulation.time().nowMs() - way.brokenAtMs())
                    .as("nobody else has written")
                    .isBetween((long) lateMs, lateMs + 10L);
            world.finish(second);
            world.assertEachOnce();
        }
    }
}
