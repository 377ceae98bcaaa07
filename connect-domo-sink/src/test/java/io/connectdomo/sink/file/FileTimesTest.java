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
        int unknown = domo.faults()
                .add(Fault.status(200)
                        .withBody("[{\"dataFileId\":" + file.id() + ",\"name\":\"" + file.path()
                                + "\",\"currentRevision\":{\"dataFileRevisionId\":501,\"sizeBytes\":" + file.size()
                                + ",\"scanState\":\"PENDING\"}}]")
                        .on("GET", "/**/details")
                        .always());
        int before = requests("GET", "/details").size();
        ScriptedWorker second = start(files("commit.resolve.grace.ms", "1000"), ORDERS_0);
        second.iterateUntil("it has looked", () -> domo.faults().matched(unknown) > 0);
        second.iterateUntil("it writes", () -> requests("POST", "/data-files").size() == 2);
        List<RequestRecord> looks =
                requests("GET", "/details").subList(before, before + 6);
        long firstMs = looks.get(0).time().toEpochMilli();
        for (int i = 0; i < looks.size(); i++) {
            assertThat(sinceMs(firstMs, looks.get(i))).isBetween(200L * i, 200L * i + ROUND_MS);
        }
        assertThat(sinceMs(firstMs, requests("POST", "/data-files").get(1))).isGreaterThanOrEqualTo(1_000);
    }
}
