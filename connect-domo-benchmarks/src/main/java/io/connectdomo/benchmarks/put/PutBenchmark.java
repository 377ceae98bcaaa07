package io.connectdomo.benchmarks.put;

import com.sun.management.ThreadMXBean;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * What a change costs in {@code put()}: two builds of the plugin in one JVM, each a real task, take the same records in turns. What
 * is compared is the CPU time of the threads that take records, so that a busy machine disturbs little; of pairs, the median. Nothing
 * is sent: the one part is larger than the records.
 *
 * <pre>{@code
 * java -cp 'connect-domo-benchmarks/target/classes:connect-domo-benchmarks/target/libs/*' \
 *     io.connectdomo.benchmarks.put.PutBenchmark <plugin before> <plugin after> [pairs]
 * }</pre>
 */
public final class PutBenchmark {
    private static final int LISTS = 400;
    private static final int LIST = 500;
    private static final int WARM_UP = 10;
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private PutBenchmark() {}

    public static void main(String[] args) throws Exception {
        int pairs = args.length > 2 ? Integer.parseInt(args[2]) : 41;
        try (DomoEmulator domo = DomoEmulator.start(EmulatorOptions.defaults());
                PluginLoader before = new PluginLoader(Path.of(args[0]), PutBenchmark.class.getClassLoader());
                PluginLoader after = new PluginLoader(Path.of(args[1]), PutBenchmark.class.getClassLoader())) {
            Map<String, String> config = config(domo);
            List<List<SinkRecord>> lists = lists();
            List<Double> ratios = new ArrayList<>();
            List<Double> nanos = new ArrayList<>();
            for (int i = -WARM_UP; i < pairs; i++) {
                // Which is first changes, so that neither always runs behind the other's garbage.
                double first =
                        i % 2 == 0 ? nanosPerRecord(before, config, lists) : nanosPerRecord(after, config, lists);
                double second =
                        i % 2 == 0 ? nanosPerRecord(after, config, lists) : nanosPerRecord(before, config, lists);
                if (i >= 0) {
                    ratios.add(i % 2 == 0 ? second / first : first / second);
                    nanos.add(i % 2 == 0 ? first : second);
                }
            }
            ratios.sort(null);
            nanos.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%d pairs of 2 x %,d records: before %.0f ns of CPU a record (median); after/before %.4f (median),"
                            + " quartiles %.4f and %.4f%n",
                    pairs,
                    LISTS * LIST,
                    nanos.get(pairs / 2),
                    ratios.get(pairs / 2),
                    ratios.get(pairs / 4),
                    ratios.get(pairs * 3 / 4));
        }
    }

    private static Map<String, String> config(DomoEmulator domo) {
        String dataSet = domo.createDataSet(
                "orders",
                List.of(
                        new ColumnSpec("order_id", ColumnType.LONG, false),
                        new ColumnSpec("customer", ColumnType.STRING, false),
                        new ColumnSpec("quantity", ColumnType.LONG, false),
                        new ColumnSpec("price", ColumnType.DOUBLE, false),
                        new ColumnSpec("city", ColumnType.STRING, false)));
        Map<String, String> config = new HashMap<>();
        config.put("name", "put");
        config.put("topics", PARTITION.topic());
        config.put("domo.url", domo.url());
        config.put("domo.developer.token", domo.token());
        config.put("dataset.id", dataSet);
        config.put("part.max.bytes", "500000000");
        config.put("buffer.max.bytes", "4000000000");
        return config;
    }

    private static List<List<SinkRecord>> lists() {
        List<List<SinkRecord>> lists = new ArrayList<>();
        for (int list = 0; list < LISTS; list++) {
            List<SinkRecord> records = new ArrayList<>();
            for (int i = 0; i < LIST; i++) {
                long offset = (long) list * LIST + i;
                Map<String, Object> value = new LinkedHashMap<>();
                value.put("order_id", offset);
                value.put("customer", "customer-" + offset % 1000);
                value.put("quantity", offset % 20);
                value.put("price", offset / 100.0);
                value.put("city", "Salt Lake City");
                records.add(new SinkRecord(
                        PARTITION.topic(), 0, null, null, null, value, offset, offset, TimestampType.CREATE_TIME));
            }
            lists.add(records);
        }
        return lists;
    }

    private static double nanosPerRecord(PluginLoader plugin, Map<String, String> config, List<List<SinkRecord>> lists)
            throws ReflectiveOperationException {
        SinkTask task = (SinkTask) plugin.loadClass("io.connectdomo.sink.DomoSinkTask")
                .getConstructor()
                .newInstance();
        Context context = new Context(config);
        task.initialize(context);
        task.start(config);
        try {
            task.open(List.of(PARTITION));
            // The first record asks for the DataSet's columns and is sent back.
            task.put(lists.get(0));
            while (!context.rewound()) {
                LockSupport.parkNanos(1_000_000);
                task.put(List.of());
            }
            long began = cpuNanos();
            for (List<SinkRecord> list : lists) {
                task.put(list);
            }
            task.put(List.of());
            return (cpuNanos() - began) / (double) (LISTS * LIST);
        } finally {
            task.stop();
        }
    }

    /** Of the task's thread and of the one beside it that writes rows. */
    private static long cpuNanos() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String own = Thread.currentThread().getName();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null
                    && (info.getThreadName().equals(own) || info.getThreadName().equals(own + "-rows"))) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }
}
