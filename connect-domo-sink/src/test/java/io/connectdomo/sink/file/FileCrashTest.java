package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The process is killed at every request it makes, before Domo has it and after, and somebody goes on: with the same boundaries and
 * with others. In the end each record is in the files once, in its order, and nobody may see them who should not. Compared by
 * hash, with what the records are.
 */
class FileCrashTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final int RECORDS = 26;
    private static final int MOST_REQUESTS = 60;
    private static final int AT_ONCE = 8;

    private static DomoEmulator domo;
    private static ExecutorService threads;

    @BeforeAll
    static void start() throws IOException {
        domo = DomoEmulator.start(EmulatorOptions.defaults());
        threads = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterAll
    static void stop() throws IOException {
        threads.shutdownNow();
        domo.close();
    }

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

    private record Cell(int nth, CutWire.Cut cut, Next next) {
        String prefix() {
            return "cell-" + nth + "-" + cut + "-" + next + "-";
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRecordIsInOneFile() throws Exception {
        int requests = requestsOfACleanRun();
        assertThat(requests).isBetween(20, MOST_REQUESTS);
        Map<Cell, Future<Void>> cells = new HashMap<>();
        List<Cell> order = new ArrayList<>();
        int turn = 0;
        for (int nth = 1; nth <= requests; nth++) {
            for (CutWire.Cut cut : List.of(CutWire.Cut.NEVER_ARRIVES, CutWire.Cut.REPLY_LOST)) {
                order.add(new Cell(nth, cut, List.of(Next.values()).get(turn++ % Next.values().length)));
            }
        }
        order.forEach(cell -> cells.put(cell, threads.submit(() -> {
            run(cell);
            return null;
        })));
        return order.stream()
                .map(cell -> DynamicTest.dynamicTest(
                        cell.toString(), () -> cells.get(cell).get()));
    }

    private static int requestsOfACleanRun() throws Exception {
        Topics topics = topics();
        int before = domo.requests().size();
        ScriptedWorker worker = worker(topics, domo.url(), "clean-", "12");
        worker.iterateUntil("all is durable", topics::allCommitted);
        worker.stop();
        assertEachOnce("clean-");
        return domo.requests().size() - before;
    }

    private static void run(Cell cell) throws Exception {
        Topics topics = topics();
        try (CutWire wire = CutWire.at(domo.url(), cell.nth(), cell.cut())) {
            ScriptedWorker first = worker(topics, wire.url(), cell.prefix(), "12");
            first.iterateUntil("the wire is cut", () -> wire.isCut() || topics.allCommitted());
            first.crash();
        }
        ScriptedWorker second = worker(topics, domo.url(), cell.prefix(), cell.next().rows);
        second.iterateUntil("all is durable", topics::allCommitted);
        second.crash();
        assertEachOnce(cell.prefix());
    }

    private static Topics topics() {
        Topics topics = new Topics();
        for (long id = 0; id < RECORDS; id++) {
            topics.add(PARTITION, id, Map.of("id", id, "item", "item " + id));
        }
        return topics;
    }

    private static ScriptedWorker worker(Topics topics, String url, String prefix, String rows) {
        return worker(topics, url, prefix, rows, "400");
    }

    private static ScriptedWorker worker(
            Topics topics, String url, String prefix, String rows, String commitTimeoutMs) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-files",
                "domo.url", url,
                "domo.developer.token", domo.token(),
                "domo.target", "file",
                "topics", "orders",
                "file.name", prefix + "{{topic}}-{{partition}}-{{start.offset}}",
                "part.max.bytes", "120",
                "commit.max.rows", rows,
                "commit.interval.ms", "60"));
        config.put("upload.max.in.flight", "1");
        config.put("commit.timeout.ms", commitTimeoutMs);
        config.put("commit.resolve.grace.ms", "100");
        config.put("domo.retry.backoff.ms", "10");
        ScriptedWorker worker = ScriptedWorker.start(
                new io.connectdomo.sink.simulation.Simulation().time(),
                new io.connectdomo.sink.DomoSinkTask(),
                topics,
                config,
                null);
        worker.assign(List.of(PARTITION));
        return worker;
    }

    private static void assertEachOnce(String prefix) throws Exception {
        TreeMap<Long, String> byOffset = new TreeMap<>();
        for (FileInfo file : domo.files().files()) {
            if (file.path().startsWith(prefix)) {
                long offset = Long.parseLong(file.path().substring(prefix.length() + "orders-0-".length()));
                String content = new String(domo.files().content(file.id()), StandardCharsets.UTF_8);
                assertThat(byOffset.put(offset, content))
                        .as("a second file at " + offset)
                        .isNull();
                assertThat(domo.files().isPublic(file.id())).as(file.path()).isFalse();
                assertThat(content).as(file.path()).startsWith(FileTest.line(offset));
            }
        }
        String all = String.join("", byOffset.values());
        assertThat(sha256(all)).as(all).isEqualTo(sha256(FileTest.lines(0, RECORDS)));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The process stands still at each of its requests, is cut off from Kafka and not told, and goes on when somebody else has
     * written everything, with other boundaries.
     */
    @TestFactory
    Stream<DynamicTest> aZombieWritesOverNothing() throws Exception {
        Map<Integer, Future<Void>> zombies = new TreeMap<>();
        for (int each = 1; each <= 24; each++) {
            int nth = each;
            zombies.put(nth, threads.submit(() -> {
                zombie(nth);
                return null;
            }));
        }
        return zombies.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        "at request " + each.getKey(), () -> each.getValue().get()));
    }

    private static void zombie(int nth) throws Exception {
        String prefix = "zombie-" + nth + "-";
        Topics topics = topics();
        try (CutWire wire = CutWire.at(domo.url(), nth, CutWire.Cut.STANDS_STILL)) {
            ScriptedWorker zombie = worker(topics, wire.url(), prefix, "12");
            zombie.iterateUntil("it stands still", () -> wire.isCut() || topics.allCommitted());
            zombie.cutOff();
            ScriptedWorker owner = worker(topics, domo.url(), prefix, "5");
            owner.iterateUntil("all is durable", topics::allCommitted);
            assertEachOnce(prefix);
            wire.release();
            int goneOn = zombie.iterations() + 150;
            zombie.iterateUntil("the zombie has gone on", () -> zombie.iterations() > goneOn);
            zombie.crash();
            owner.crash();
        }
        assertEachOnce(prefix);
    }

    /** What a dead process had on its way arrives while the next owner waits for just that. */
    @TestFactory
    Stream<DynamicTest> whatADeadProcessHadOnItsWayIsFound() {
        return Stream.of("/commit", "/data-files")
                .map(path -> DynamicTest.dynamicTest(path, () -> whatIsOnItsWayIsFound(path)));
    }

    private static void whatIsOnItsWayIsFound(String path) throws Exception {
        String prefix = "late" + path.replace('/', '-') + "-";
        Topics topics = topics();
        try (CutWire wire = CutWire.atPost(domo.url(), path, CutWire.Cut.ARRIVES_LATE)) {
            ScriptedWorker first = worker(topics, wire.url(), prefix, "12");
            first.iterateUntil("the wire is cut", wire::isCut);
            first.crash();
            ScriptedWorker second = worker(topics, domo.url(), prefix, "5", "4000");
            second.iterateUntil("the next owner has had time to write", () -> second.iterations() > 60);
            wire.release();
            second.iterateUntil("it has landed", wire::landed);
            second.iterateUntil("all is durable", topics::allCommitted);
            second.crash();
        }
        assertEachOnce(prefix);
    }
}
