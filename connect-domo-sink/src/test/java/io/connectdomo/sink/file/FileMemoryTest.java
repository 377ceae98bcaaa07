package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A file may be far larger than memory. */
class FileMemoryTest extends FileTest {
    private static final int RECORD_BYTES = 20_000;
    private static final int RECORDS = 3_000;

    @Test
    void sixtyMegabytesGoUpWithinEight() throws Exception {
        byte[][] values = new byte[7][RECORD_BYTES];
        Random random = new Random(12);
        for (byte[] value : values) {
            random.nextBytes(value);
        }
        MessageDigest expected = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = values[i % values.length];
            value(ORDERS_0, value);
            expected.update(value);
        }
        long buffer = 8L << 20;
        ScriptedWorker worker = start(
                        files(
                                "file.format", "bytes",
                                "part.max.bytes", "1000000",
                                "upload.max.in.flight", "2",
                                "commit.interval.ms", "600000",
                                "commit.max.rows", Integer.toString(RECORDS),
                                "buffer.max.bytes", Long.toString(buffer)),
                        ORDERS_0)
                .maxPollRecords(50);
        untilAllCommitted(worker, topics);
        assertThat(domo.files().files()).singleElement().satisfies(file -> {
            assertThat(file.size()).isEqualTo((long) RECORD_BYTES * RECORDS);
            assertThat(file.sha256()).isEqualTo(HexFormat.of().formatHex(expected.digest()));
        });
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(buffer);
    }

    @Test
    void manyRollsShareTheMemoryInShortParts() {
        byte[] value = new byte[RECORD_BYTES];
        org.apache.kafka.common.TopicPartition[] partitions = new org.apache.kafka.common.TopicPartition[20];
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new org.apache.kafka.common.TopicPartition("orders", i);
            for (int record = 0; record < 30; record++) {
                value(partitions[i], value);
            }
        }
        long buffer = 4L << 20;
        ScriptedWorker worker = start(
                        files(
                                "file.format", "bytes",
                                "part.max.bytes", "1000000",
                                "upload.max.in.flight", "2",
                                "commit.interval.ms", "2000",
                                "buffer.max.bytes", Long.toString(buffer)),
                        partitions)
                .maxPollRecords(20);
        untilAllCommitted(worker, topics);
        assertThat(domo.files().files().stream().mapToLong(file -> file.size()).sum())
                .isEqualTo(20L * 30 * RECORD_BYTES);
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(buffer);
    }
}
