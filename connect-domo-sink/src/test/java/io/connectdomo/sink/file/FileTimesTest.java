package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.emulator.RequestRecord;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is asked of Domo is asked, to the milliseconds of a task's round. */
class FileTimesTest extends FileTest {
    private static final long ROUND_MS = 20;

    private long sinceMs(long epochMs, RequestRecord request) {
        return request.time().toEpochMilli() - epochMs;
    }

    @Test
    void theFirstUploadAfterATakeOverWaitsForAFormerOwnersLastCommit() {
        orders(ORDERS_0, 0, 5);
        long opened = simulation.time().epochMs();
        untilAllCommitted(start(files(), ORDERS_0), topics);
        assertThat(sinceMs(opened, requests("POST", "/data-files").get(0))).isBetween(700L, 700 + ROUND_MS);
    }

    @Test
    void aRollEndsWhenItsIntervalHasPassed() {
        ScriptedWorker worker = start(files("commit.interval.ms", "900"), ORDERS_0);
        order(ORDERS_0, 0);
        untilAllCommitted(worker, topics);
        order(ORDERS_0, 1);
        long written = simulation.time().epochMs();
        untilAllCommitted(worker, topics);
        assertThat(sinceMs(written, requests("POST", "/data-files").get(1))).isBetween(900L, 900 + ROUND_MS);
    }

    /** The first look, one each 200 ms while its hash may still come, and the last when the grace is over. */
    @Test
    void aHashIsWaitedForAsLongAsTheGraceSays() {
        orders(ORDERS_0, 0, 4);
        ScriptedWorker first = start(files(), ORDERS_0);
        first.holdOffsetCommits();
        first.iterateUntil("the file is there", first::wantsOffsetCommit);
        first.crash();
        FileInfo file = file("orders-0-0");
        domo.faults()
                .add(Fault.status(200)
                        .withBody("[{\"dataFileId\":" + file.id() + ",\"name\":\"" + file.path()
                                + "\",\"currentRevision\":{\"dataFileRevisionId\":501,\"sizeBytes\":" + file.size()
                                + ",\"scanState\":\"PENDING\"}}]")
                        .on("GET", "/**/details")
                        .always());
        int before = requests("GET", "/details").size();
        ScriptedWorker second = start(files("commit.resolve.grace.ms", "1000"), ORDERS_0);
        untilAllCommitted(second, topics);
        List<RequestRecord> looks = requests("GET", "/details");
        long firstMs = looks.get(before).time().toEpochMilli();
        for (int i = 0; i <= 5; i++) {
            assertThat(sinceMs(firstMs, looks.get(before + i))).isBetween(200L * i, 200L * i + ROUND_MS);
        }
        assertThat(looks).as("and one before it is sent").hasSize(before + 7);
        assertThat(file("orders-0-0").writes()).isEqualTo(2);
    }
}
