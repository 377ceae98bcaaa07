package io.connectdomo.benchmarks.stores;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How fast the sink's task writes documents, files of a FileSet, and a file in parts, beside bare HTTP that sends the very same
 * requests (recorded from a run of the task) over as many connections, to the same emulator in the same run; pairs of runs
 * alternate. From the root of the project:
 *
 * <pre>{@code
 * connect-domo-benchmarks/run StoresBenchmark [--pairs N] [--only WORDS] [--latency-ms N]
 * }</pre>
 */
public final class StoresBenchmark {
    private static final int IN_FLIGHT = 4;
    /** Each first write waits so long for what a former owner may have on its way; that is not measured. */
    private static final Duration FIRST_WRITE = Duration.ofSeconds(5);

    private static final TopicPartition PARTITION = new TopicPartition("things", 0);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private enum Target {
        COLLECTION,
        FILE_SET,
        FILE
    }

    /**
     * @param records of one run
     * @param bytes of each, about
     * @param twice whether the run is measured on what an equal one has written
     */
    private record Scenario(
            String name,
            Target target,
            int records,
            int bytes,
            boolean twice,
            List<String> dialects,
            Map<String, String> config) {}

    private static final List<Scenario> SCENARIOS = List.of(
            documents("AppDB append, bulk", 100_000, false, "write.mode", "append"),
            documents("AppDB append, single", 2_000, false, "write.mode", "append", "appdb.bulk", "false"),
            documents("AppDB upsert, bulk, new", 60_000, false, "write.mode", "upsert"),
            documents("AppDB upsert, bulk, known", 60_000, true, "write.mode", "upsert"),
            documents("AppDB upsert, single, known", 2_000, true, "write.mode", "upsert", "appdb.bulk", "false"),
            files("FileSet 1 kB, reply with hash", 2_000, 1_000, "FILESET_HASH_PRESENT"),
            files("FileSet 1 kB, look afterwards", 1_500, 1_000, "FILESET_HASH_ABSENT"),
            files("FileSet 10 kB, reply with hash", 1_500, 10_000, "FILESET_HASH_PRESENT"),
            files("FileSet 10 kB, look afterwards", 1_000, 10_000, "FILESET_HASH_ABSENT"),
            files("FileSet 1 MB, reply with hash", 150, 1_000_000, "FILESET_HASH_PRESENT"),
            files("FileSet 1 MB, look afterwards", 150, 1_000_000, "FILESET_HASH_ABSENT"),
            new Scenario(
                    "Domo file of 200 MB in parts",
                    Target.FILE,
                    2_000,
                    100_000,
                    false,
                    List.of(),
                    Map.of("file.format", "bytes", "commit.max.rows", "2000")));

    private StoresBenchmark() {}

    private static Scenario documents(String name, int records, boolean twice, String... config) {
        Map<String, String> all = new HashMap<>(Map.of("commit.max.rows", Integer.toString(records / 4)));
        for (int i = 0; i < config.length; i += 2) {
            all.put(config[i], config[i + 1]);
        }
        return new Scenario(name, Target.COLLECTION, records, 250, twice, List.of(), all);
    }

    private static Scenario files(String name, int records, int bytes, String dialect) {
        return new Scenario(
                name, Target.FILE_SET, records, bytes, false, List.of(dialect), Map.of("fileset.path", "f/{{key}}"));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int pairs = 3;
        String only = "";
        Duration latency = Duration.ZERO;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--pairs" -> pairs = Integer.parseInt(args[i + 1]);
                case "--only" -> only = args[i + 1];
                case "--latency-ms" -> latency = Duration.ofMillis(Long.parseLong(args[i + 1]));
                default ->
                    throw new IllegalArgumentException(
                            "Unknown option " + args[i] + ": --pairs N, --only WORDS, --latency-ms N");
            }
        }
        System.out.printf(
                "%d processors, %d requests in flight%n%-32s  %9s  %12s  %12s  %6s%n",
                Runtime.getRuntime().availableProcessors(), IN_FLIGHT, "", "requests", "http/s", "sink/s", "ratio");
        for (Scenario scenario : SCENARIOS) {
            if (scenario.name().contains(only)) {
                try (EmulatedDomo domo = EmulatedDomo.start(scenario.dialects());
                        Replay replay = new Replay(domo.url(), IN_FLIGHT)) {
                    domo.latency(latency);
                    measure(scenario, domo, replay, pairs);
                }
            }
        }
    }

    private static void measure(Scenario scenario, EmulatedDomo domo, Replay replay, int pairs)
            throws IOException, InterruptedException {
        String recorded = create(domo, scenario);
        List<Recorder.Exchange> exchanges;
        try (Recorder recorder = new Recorder(domo.url())) {
            if (scenario.twice()) {
                sink(scenario, domo.url().toString(), recorded);
            }
            sink(scenario, recorder.url().toString(), recorded);
            exchanges = recorder.exchanges();
        }
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair <= pairs; pair++) {
            boolean ceilingFirst = pair % 2 == 1;
            long ceiling = ceilingFirst ? replay(scenario, domo, replay, exchanges, recorded) : 0;
            String target = create(domo, scenario);
            if (scenario.twice()) {
                sink(scenario, domo.url().toString(), target);
            }
            long sink = sink(scenario, domo.url().toString(), target);
            ceiling = ceilingFirst ? ceiling : replay(scenario, domo, replay, exchanges, recorded);
            double ratio = (double) ceiling / sink;
            if (pair > 0) {
                ratios.add(ratio);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-32s  %,9d  %12s  %12s  %6.2f%s%n",
                    scenario.name(),
                    exchanges.size(),
                    rate(scenario, ceiling),
                    rate(scenario, sink),
                    ratio,
                    pair == 0 ? "  warm-up" : "");
        }
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT, "%-32s  median of the ratios %.2f%n", scenario.name(), sorted[sorted.length / 2]);
    }

    private static String create(EmulatedDomo domo, Scenario scenario) throws IOException, InterruptedException {
        return switch (scenario.target()) {
            case COLLECTION -> domo.createCollection("things");
            case FILE_SET -> domo.createFileSet("things");
            case FILE -> "";
        };
    }

    /** Documents that are known have the ids of the recorded run's collection, so they are written there again. */
    private static long replay(
            Scenario scenario, EmulatedDomo domo, Replay replay, List<Recorder.Exchange> exchanges, String recorded)
            throws IOException, InterruptedException {
        return replay.run(exchanges, recorded, scenario.twice() ? recorded : create(domo, scenario));
    }

    private static long sink(Scenario scenario, String url, String target) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "things",
                "topics", PARTITION.topic(),
                "domo.url", url,
                "domo.developer.token", EmulatedDomo.TOKEN,
                "domo.request.timeout.ms", Long.toString(FIRST_WRITE.toMillis() - 500),
                "commit.timeout.ms", Long.toString(FIRST_WRITE.toMillis() - 500),
                "upload.max.in.flight", Integer.toString(IN_FLIGHT)));
        switch (scenario.target()) {
            case COLLECTION -> config.putAll(Map.of("domo.target", "appdb", "appdb.collection.id", target));
            case FILE_SET -> config.putAll(Map.of("domo.target", "fileset", "fileset.id", target));
            case FILE ->
                config.putAll(Map.of(
                        "domo.target", "file", "file.name", System.nanoTime() + "-{{partition}}-{{start.offset}}"));
        }
        config.putAll(scenario.config());
        byte[] content = new byte[scenario.bytes()];
        new SplittableRandom(7).nextBytes(content);
        return new TaskRun(
                        PARTITION,
                        config,
                        scenario.records(),
                        scenario.bytes(),
                        offset -> new SinkRecord(
                                PARTITION.topic(),
                                PARTITION.partition(),
                                null,
                                "key-" + offset,
                                null,
                                scenario.target() == Target.COLLECTION ? document(offset) : content(content, offset),
                                offset))
                .nanos(FIRST_WRITE);
    }

    private static Map<String, Object> document(long offset) {
        try {
            return MAPPER.readValue(
                    "{\"order_id\":" + offset + ",\"customer\":\"customer " + offset % 977
                            + "\",\"status\":\"shipped\","
                            + "\"quantity\":3,\"price\":19.99,\"amount\":59.97,\"paid\":true,"
                            + "\"created_at\":\"2026-01-01T10:00:00Z\",\"city\":\"Salt Lake City\","
                            + "\"note\":\"ring twice, then leave it with the neighbours on the second floor\"}",
                    new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No two files are equal. */
    private static byte[] content(byte[] pattern, long offset) {
        byte[] content = pattern.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            content[i] = (byte) (offset >>> (8 * i));
        }
        return content;
    }

    private static String rate(Scenario scenario, long nanos) {
        double perSecond = scenario.records() * 1e9 / nanos;
        return scenario.target() == Target.COLLECTION
                ? String.format(Locale.ROOT, "%,.0f docs", perSecond)
                : String.format(
                        Locale.ROOT,
                        "%,.1f MB%s",
                        perSecond * scenario.bytes() / 1e6,
                        scenario.target() == Target.FILE ? "" : String.format(Locale.ROOT, " %,.0f", perSecond));
    }
}
