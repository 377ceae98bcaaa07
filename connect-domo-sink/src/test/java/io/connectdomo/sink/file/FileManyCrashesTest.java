package io.connectdomo.sink.file;

import io.connectdomo.sink.file.BreakingWay.Break;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.simulation.SimulatedProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Crash after crash, each process with boundaries of its own, each killed at some request, of which some arrive only when the
 * next one is at work. The seed is the test's name.
 */
class FileManyCrashesTest {
    private static final List<TopicPartition> BOTH =
            List.of(new TopicPartition("orders", 0), new TopicPartition("orders", 1));
    private static final List<Break> DEATHS = List.of(Break.NEVER_ARRIVES, Break.REPLY_LOST, Break.ARRIVES_LATE);
    private static final int RECORDS = 120;
    private static final int CRASHES = 8;
    private static final int SEEDS = 10;
    private static final int MOST_ITERATIONS = 600;

    /** The time that what is on its way has to arrive. */
    private static final int TAKE_OVER_MS = 1500;

    @TestFactory
    Stream<DynamicTest> everyRecordIsInOneFileAfterAll() {
        return IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
    }

    private static void run(int seed) throws IOException {
        Random random = new Random(seed);
        try (CrashWorld world = new CrashWorld(BOTH, RECORDS)) {
            for (int crash = 0; crash < CRASHES && !world.topics.allCommitted(); crash++) {
                Break how = DEATHS.get(random.nextInt(DEATHS.size()));
                BreakingWay way = BreakingWay.at(
                        world.simulation, 1 + random.nextInt(25), how, random.nextInt(TAKE_OVER_MS - 10));
                ScriptedWorker worker = worker(world, way.process(), random);
                if (random.nextBoolean()) {
                    worker.holdOffsetCommits(); // so that several rolls come again
                }
                worker.iterateUntil(
                        "the way breaks, or there is nothing left to do",
                        () -> way.isBroken() || world.topics.allCommitted() || worker.iterations() > MOST_ITERATIONS);
                way.process().die();
                worker.crash();
            }
            world.finish(worker(world, world.simulation.process(), random));
            world.assertEachOnce();
        }
    }

    private static ScriptedWorker worker(CrashWorld world, SimulatedProcess process, Random random) {
        Map<String, String> config = new HashMap<>();
        config.put("part.max.bytes", Integer.toString(100 + random.nextInt(900)));
        config.put("commit.max.rows", Integer.toString(5 + random.nextInt(40)));
        config.put("commit.interval.ms", Integer.toString(20 + random.nextInt(200)));
        config.put("commit.timeout.ms", Integer.toString(TAKE_OVER_MS));
        return world.worker(process, config).maxPollRecords(5 + random.nextInt(100));
    }
}
