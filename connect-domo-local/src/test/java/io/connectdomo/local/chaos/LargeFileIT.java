package io.connectdomo.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.Sha256;
import io.connectdomo.local.StackOptions;
import io.connectdomo.local.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file far larger than the task's memory goes up in parts while it grows. The short form of every build; the whole with
 * {@code -Dfile.megabytes=300}.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class LargeFileIT {
    private static final Logger LOG = LoggerFactory.getLogger(LargeFileIT.class);

    private static final int MEGABYTES = Integer.getInteger("file.megabytes", 40);
    private static final int RECORDS_PER_MEGABYTE = 2;
    private static final int RECORD_BYTES = (1 << 20) / RECORDS_PER_MEGABYTE;
    private static final int RECORDS = MEGABYTES * RECORDS_PER_MEGABYTE;
    private static final int PART_BYTES = 2 << 20;
    private static final int IN_FLIGHT = 2;
    /** The least that the configuration allows of such parts; a fifth of the smallest file here. */
    private static final int BUFFER_BYTES = (IN_FLIGHT + 2) * PART_BYTES;
    /** What Kafka hands over at once is outside of the buffer. */
    private static final int FETCH_BYTES = 2 << 20;

    /** Connect itself, the buffer and what is fetched; the file of the long form has no room in it. */
    private static final String HEAP = "-Xmx160m";

    private static final Duration WITHIN = Duration.ofSeconds(60 + MEGABYTES);
    /** Slow, not failing: a destination that fails is paused for that, whatever it holds. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private static final String TOPIC = "large";
    private static final int LETTER_BITS = 15;
    private static final long SEED = 1;

    @Test
    void aFileGoesUpInPartsWithinTheBuffer() {
        try (LocalStack stack = LocalStack.start(options())) {
            stack.topics().create(TOPIC, 1);
            String sha256 = send(stack.topics());
            Sinks sinks = new Sinks(stack);
            stack.emulator()
                    .faults()
                    .add(Fault.delay(SLOW).on("PUT", "**/part/*").times(-1));
            sinks.start(TOPIC, config(sinks));
            long held = heldWhileNoPartIsTaken(stack, sinks);
            stack.emulator().faults().clear();
            long start = System.nanoTime();
            sinks.awaitOffsets(TOPIC, Map.of(new TopicPartition(TOPIC, 0), (long) RECORDS), WITHIN);
            LOG.info(
                    "{} MB in {} ms, {} bytes held while no part was taken",
                    MEGABYTES,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                    held);

            assertThat(held).as("bytes held while no part was taken").isBetween((long) PART_BYTES, (long) BUFFER_BYTES);
            assertThat(stack.emulator().files().files()).singleElement().satisfies(file -> {
                assertThat(file.size()).isEqualTo((long) MEGABYTES << 20);
                assertThat(file.sha256()).isEqualTo(sha256);
                assertThat(file.writes()).isOne();
            });
            assertThat(stack.emulator().files().sessions()).singleElement().satisfies(session -> {
                assertThat(session.state()).isEqualTo("COMMITTED");
                assertThat(session.parts()).isGreaterThanOrEqualTo((MEGABYTES << 20) / PART_BYTES);
            });
            assertThat(sinks.failedTasks()).isEmpty();
        }
    }

    /** In bytes: all that the task takes before it stops taking more. */
    private static long heldWhileNoPartIsTaken(LocalStack stack, Sinks sinks) {
        try (WorkerMetrics metrics = WorkerMetrics.of(stack.workers().get(0), TOPIC)) {
            AtomicLong given = new AtomicLong();
            sinks.await("the task to take no more", WITHIN, Duration.ofSeconds(1), () -> {
                long before = given.getAndSet(metrics.given());
                return stack.emulator().faults().matched() > 0 && given.get() == before;
            });
            return given.get() * RECORD_BYTES;
        }
    }

    /** Returns the hash of all values, one behind the other. */
    private static String send(Topics topics) {
        Random random = new Random(SEED);
        MessageDigest digest = Sha256.begun();
        byte[] value = new byte[RECORD_BYTES];
        for (int i = 0; i < RECORDS; i++) {
            random.nextBytes(value);
            for (int at = 0; at < value.length; at++) {
                value[at] = (byte) ('a' + (value[at] & LETTER_BITS));
            }
            digest.update(value);
            topics.send(TOPIC, 0, null, new String(value, StandardCharsets.US_ASCII));
        }
        topics.flush();
        return Sha256.hex(digest, new byte[0]);
    }

    private static StackOptions options() {
        return StackOptions.small()
                .withMoreWorkerJvmOptions(List.of(HEAP))
                .withEmulatorArguments(List.of("--data-dir", "emulator-data"));
    }

    private static Map<String, String> config(Sinks sinks) {
        Map<String, String> config = sinks.config(TOPIC);
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("domo.target", "file");
        config.put("file.format", "bytes");
        config.put("commit.interval.ms", "3600000");
        config.put("commit.max.rows", Integer.toString(RECORDS));
        config.put("commit.timeout.ms", "1000");
        config.put("part.max.bytes", Integer.toString(PART_BYTES));
        config.put("upload.max.in.flight", Integer.toString(IN_FLIGHT));
        config.put("buffer.max.bytes", Integer.toString(BUFFER_BYTES));
        config.put("domo.retry.backoff.max.ms", "500");
        config.put("consumer.override.fetch.max.bytes", Integer.toString(FETCH_BYTES));
        config.put("consumer.override.max.poll.records", "2");
        return config;
    }
}
