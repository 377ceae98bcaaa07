package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Crash after crash, each process with boundaries of its own, each killed at some request, of which some arrive only when the
 * next one is at work. The seed is the test's name.
 */
class FileManyCrashesTest {
    private static final List<TopicPartition> BOTH =
            List.of(new TopicPartition("orders", 0), new TopicPartition("orders", 1));
    private static final List<CutWire.Cut> DEATHS =
            List.of(CutWire.Cut.NEVER_ARRIVES, CutWire.Cut.REPLY_LOST, CutWire.Cut.ARRIVES_LATE);
    private static final int RECORDS = 120;
    private static final int CRASHES = 8;
    private static final int SEEDS = 8;

    /** Of 5 ms at least each. */
    private static final int MOST_ITERATIONS = 600;

    /** The time that what is on its way has to arrive. */
    private static final String TAKE_OVER_MS = "1500";

    private static DomoEmulator domo;
    private static ExecutorService threads;

    @BeforeAll
    static void start() throws IOException {
        domo = DomoEmulator.start(EmulatorOptions.defaults());
        threads = Executors.newFixedThreadPool(SEEDS);
    }

    @AfterAll
    static void stop() throws IOException {
        threads.shutdownNow();
        domo.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRecordIsInOneFileAfterAll() {
        Map<Integer, Future<?>> runs = new HashMap<>();
        IntStream.rangeClosed(1, SEEDS)
                .forEach(seed -> runs.put(seed, threads.submit(() -> {
                    run(seed);
                    return null;
                })));
        return IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest(
                        "seed " + seed, () -> runs.get(seed).get()));
    }

    private static void run(int seed) throws IOException {
        Random random = new Random(seed);
        String prefix = "seed-" + seed + "-";
        Topics topics = new Topics();
        for (long id = 0; id < RECORDS; id++) {
            for (TopicPartition partition : BOTH) {
                topics.add(partition, id, Map.of("id", id, "item", "item " + id));
            }
        }
        CutWire before = null;
        for (int crash = 0; crash < CRASHES && !topics.allCommitted(); crash++) {
            CutWire.Cut cut = DEATHS.get(random.nextInt(DEATHS.size()));
            CutWire wire = CutWire.at(domo.url(), 1 + random.nextInt(25), cut);
            ScriptedWorker worker = worker(topics, wire.url(), prefix, random);
            arrivesNow(before, worker, random);
            if (random.nextBoolean()) {
                worker.holdOffsetCommits(); // so that several rolls come again
            }
            worker.iterateUntil(
                    "the wire is cut, or there is nothing left to do",
                    () -> wire.isCut() || topics.allCommitted() || worker.iterations() > MOST_ITERATIONS);
            worker.crash();
            before = wire;
        }
        ScriptedWorker last = worker(topics, domo.url(), prefix, random);
        arrivesNow(before, last, random);
        last.iterateUntil("all is durable", topics::allCommitted);
        last.crash();
        assertEachOnce(prefix);
    }

    private static void arrivesNow(CutWire before, ScriptedWorker next, Random random) {
        if (before != null) {
            int after = random.nextInt(40);
            next.iterateUntil("some iterations", () -> next.iterations() >= after);
            before.release();
            next.iterateUntil("what was on its way has arrived", () -> before.landed() || !before.arrives());
            before.close();
        }
    }

    private static ScriptedWorker worker(Topics topics, String url, String prefix, Random random) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "orders-files",
                "domo.url",
                url,
                "domo.developer.token",
                domo.token(),
                "domo.target",
                "file",
                "topics",
                "orders",
                "file.name",
                prefix + "{{topic}}-{{partition}}-{{start.offset}}",
                "part.max.bytes",
                Integer.toString(100 + random.nextInt(900)),
                "commit.max.rows",
                Integer.toString(5 + random.nextInt(40)),
                "commit.interval.ms",
                Integer.toString(20 + random.nextInt(200))));
        config.put("commit.timeout.ms", TAKE_OVER_MS);
        config.put("commit.resolve.grace.ms", "100");
        config.put("domo.retry.backoff.ms", "10");
        ScriptedWorker worker = ScriptedWorker.start(
                        new io.connectdomo.sink.simulation.Simulation().time(),
                        new io.connectdomo.sink.DomoSinkTask(),
                        topics,
                        config,
                        null)
                .maxPollRecords(5 + random.nextInt(100));
        worker.assign(BOTH);
        return worker;
    }

    private static void assertEachOnce(String prefix) {
        for (TopicPartition partition : BOTH) {
            TreeMap<Long, String> byOffset = new TreeMap<>();
            for (FileInfo file : domo.files().files()) {
                String start = prefix + partition + "-";
                if (file.path().startsWith(start)) {
                    long offset = Long.parseLong(file.path().substring(start.length()));
                    String content = new String(domo.files().content(file.id()), StandardCharsets.UTF_8);
                    assertThat(byOffset.put(offset, content))
                            .as("a second file " + file.path())
                            .isNull();
                    assertThat(domo.files().isPublic(file.id())).as(file.path()).isFalse();
                }
            }
            assertThat(String.join("", byOffset.values())).isEqualTo(FileTest.lines(0, RECORDS));
        }
    }
}
