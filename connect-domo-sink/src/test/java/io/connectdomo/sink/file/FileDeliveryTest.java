package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of records when nothing goes wrong. */
class FileDeliveryTest extends FileTest {
    @Test
    void aRollThatFitsIntoAPartIsOneUploadUnderItsName() {
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(files(), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 10)));
        assertThat(domo.files().sessions()).isEmpty();
        assertThat(file("orders-0-0").contentType()).isEqualTo("application/x-ndjson");
        assertNonePublic();
    }

    @Test
    void aRollLargerThanAPartGoesUpInPartsInTheirOrder() {
        orders(ORDERS_0, 0, 200);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 200)));
        assertThat(domo.files().sessions()).hasSize(1);
        assertThat(domo.files().sessions().get(0).parts()).isGreaterThan(10);
        assertNonePublic();
    }

    @Test
    void partitionsHaveRollsOfTheirOwn() {
        orders(ORDERS_0, 0, 10);
        orders(ORDERS_1, 100, 110);
        ScriptedWorker worker = start(files(), ORDERS_0, ORDERS_1);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 10), "orders-1-0", lines(100, 110)));
    }

    @Test
    void rollsEndExactlyAtTheirMostRows() {
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(files("commit.max.rows", "4"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents())
                .isEqualTo(Map.of(
                        "orders-0-0", lines(0, 4),
                        "orders-0-4", lines(4, 8),
                        "orders-0-8", lines(8, 10)));
    }

    @Test
    void rollsEndWithTheRecordThatReachesTheirMostBytes() {
        orders(ORDERS_0, 0, 9);
        int three = lines(0, 3).length();
        ScriptedWorker worker = start(files("commit.max.bytes", Integer.toString(three)), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents())
                .isEqualTo(Map.of(
                        "orders-0-0", lines(0, 3),
                        "orders-0-3", lines(3, 6),
                        "orders-0-6", lines(6, 9)));
    }

    @Test
    void aQuietTopicIsRolledByTime() {
        order(ORDERS_0, 1);
        ScriptedWorker worker = start(files(), ORDERS_0);
        untilAllCommitted(worker, topics);
        order(ORDERS_0, 2);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", line(1), "orders-0-1", line(2)));
    }

    @Test
    void publicFilesArePublicHoweverTheyWentUp() {
        order(ORDERS_0, 1);
        orders(ORDERS_1, 0, 100);
        ScriptedWorker worker = start(files("file.public", "true", "part.max.bytes", "500"), ORDERS_0, ORDERS_1);
        untilAllCommitted(worker, topics);
        assertThat(domo.files().files())
                .hasSize(2)
                .allSatisfy(file -> assertThat(domo.files().isPublic(file.id()))
                        .as(file.path())
                        .isTrue());
    }

    @Test
    void theSteadyStateAsksOnceWhatThereIsForEachRoll() {
        ScriptedWorker worker = start(files(), ORDERS_0);
        order(ORDERS_0, 0);
        untilAllCommitted(worker, topics);
        int before = domo.requests().size();
        order(ORDERS_0, 1);
        untilAllCommitted(worker, topics);
        assertThat(domo.requests().size() - before)
                .as("a look, the upload, its permissions")
                .isEqualTo(3);
    }
}
