package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a FileSet holds when everything is durable: the last value of each path, and nothing where that is none. */
@Execution(ExecutionMode.CONCURRENT)
class FileSetDeliveryTest extends FileSetTest {
    @Test
    void eachRecordBecomesAFileOfItsOwn() {
        add(ORDERS_0, "a", "text");
        add(ORDERS_0, "b", new byte[] {0, -1, 5});
        add(ORDERS_0, "c", ByteBuffer.wrap(new byte[] {1, 2}));
        add(ORDERS_0, "d", Map.of("id", 1L, "nested", Map.of("x", List.of(true))));
        Map<String, String> config = files();
        config.remove("fileset.path");
        runToEnd(start(config, ORDERS_0));
        assertThat(domo.fileSets().files(fileSet))
                .extracting(FileInfo::path)
                .containsExactly("orders/0-0", "orders/0-1", "orders/0-2", "orders/0-3");
        assertThat(domo.fileSets().content(fileSet, "orders/0-1")).containsExactly(0, -1, 5);
        assertThat(domo.fileSets().content(fileSet, "orders/0-2")).containsExactly(1, 2);
        assertThat(new String(domo.fileSets().content(fileSet, "orders/0-3"), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":1,\"nested\":{\"x\":[true]}}");
    }

    @Test
    void theEndingSaysTheContentType() {
        add(ORDERS_0, "a.json", Map.of("id", 1L));
        add(ORDERS_0, "b.PDF", new byte[] {1});
        add(ORDERS_0, "c", "x");
        runToEnd(start(files("fileset.path", "{{key}}"), ORDERS_0));
        assertThat(domo.fileSets().files(fileSet))
                .extracting(FileInfo::contentType)
                .containsExactly("application/json", "application/pdf", "application/octet-stream");
    }

    @Test
    void theLastValueOfEachPathWins() {
        changes(300);
        ScriptedWorker worker = start(files(), ORDERS_0);
        runToEnd(worker);
        assertReference();
        changes(300);
        runToEnd(worker);
        assertReference();
    }

    @Test
    void aNewerValueTakesThePlaceOfOneThatWaits() {
        for (int i = 0; i < 50; i++) {
            file(ORDERS_0, "same", "value " + i);
        }
        runToEnd(start(files(), ORDERS_0));
        assertReference();
        assertThat(domo.fileSets().files(fileSet))
                .singleElement()
                .satisfies(file -> assertThat(file.writes()).isEqualTo(1));
    }

    /** At 100 ms for those that are queued at the uploader threads, small files would go up at 640 a second at most. */
    @Test
    void whileFilesWaitForThoseOnTheirWayTheTaskLooksAgainSoon() {
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "3000"), ORDERS_0);
        file(ORDERS_0, "warm", "up");
        runToEnd(worker);
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofMillis(20)).on("POST", "/**/files").always());
        for (int i = 0; i < 200; i++) {
            file(ORDERS_0, "k" + i, "text");
        }
        worker.iterateUntil("files are on their way", () -> domo.faults().matched(slow) > 0);
        assertThat(topics.committed(ORDERS_0)).as("most still wait").isLessThan(50);
        assertThat(worker.timeoutMs()).isBetween(1L, 10L);
        domo.faults().remove(slow);
        runToEnd(worker);
        assertReference();
    }

    @Test
    void aHungUploadHoldsUpItsOwnPathAlone() {
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "3000", "fileset.path", "{{key}}"), ORDERS_0);
        add(ORDERS_0, "warm", "up");
        runToEnd(worker);
        int hanging = domo.faults().add(Fault.delay(Duration.ofMillis(1_500)).on("POST", "/**/files"));
        add(ORDERS_0, "hangs", "one");
        worker.iterateUntil("it is on its way", () -> domo.faults().matched(hanging) > 0);
        for (int i = 0; i < 20; i++) {
            add(ORDERS_0, "other" + i, "x");
        }
        worker.iterateUntil("the others are there", () -> stored().size() == 21);
        assertThat(topics.committed(ORDERS_0)).as("offsets in order").isEqualTo(1);
        runToEnd(worker);
        assertThat(stored()).containsEntry("hangs", "one");
    }

    @Test
    void theFirstUploadAfterATakeOverWaitsForAFormerOwnersLastRequest() {
        file(ORDERS_0, "a", "text");
        long opened = simulation.time().epochMs();
        runToEnd(start(files("domo.request.timeout.ms", "3000"), ORDERS_0));
        assertThat(domo.requests()).first().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.time().toEpochMilli() - opened).isBetween(3_000L, 3_020L);
        });
    }

    @Test
    void anUploadOfUnknownOutcomeIsLookedForWhenItMustHaveEnded() {
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "3000"), ORDERS_0);
        file(ORDERS_0, "warm", "up");
        runToEnd(worker);
        int lost = domo.faults().add(Fault.dropBeforeWork().on("POST", "/**/files"));
        file(ORDERS_0, "a", "text");
        worker.iterateUntil("it is lost", () -> domo.faults().matched(lost) > 0);
        int before = domo.requests().size();
        long lostMs = domo.requests().get(before - 1).time().toEpochMilli();
        runToEnd(worker);
        assertThat(domo.requests().get(before).method()).isEqualTo("GET");
        assertThat(domo.requests().get(before).time().toEpochMilli() - lostMs).isBetween(3_000L, 3_020L);
        assertReference();
    }

    @Test
    void aNewerValueWaitsForTheOneOnItsWay() {
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "3000"), ORDERS_0);
        file(ORDERS_0, "warm", "up");
        runToEnd(worker);
        int late = domo.faults().add(Fault.delay(Duration.ofMillis(600)).on("POST", "/**/files"));
        file(ORDERS_0, "same", "older");
        worker.iterateUntil("it is on its way", () -> domo.faults().matched(late) > 0);
        file(ORDERS_0, "same", "newer");
        runToEnd(worker);
        assertReference();
    }

    static Stream<Arguments> everyDialect() {
        return Arrays.stream(Dialect.values())
                .filter(dialect -> dialect.name().startsWith("FILESET_"))
                // Nothing can be overwritten there.
                .filter(dialect -> dialect != Dialect.FILESET_EXISTING_CONFLICT)
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("everyDialect")
    void everyDialectAlsoWhereRepliesAreLost(Dialect dialect) {
        domo.dialects().speak(dialect);
        ScriptedWorker worker = start(files(), ORDERS_0);
        changes(60);
        runToEnd(worker);
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/files").nth(3));
        domo.faults().add(Fault.dropBeforeWork().on("POST", "/**/files").nth(6));
        domo.faults().add(Fault.dropAfterWork().on("DELETE", "/**/path"));
        domo.faults().add(Fault.dropAfterWork().on("GET", "/**/path").nth(2));
        changes(60);
        runToEnd(worker);
        assertReference();
    }

    @Test
    void aFileThatMayNotBeOverwrittenIsNeverDeletedToMakeRoom() {
        domo.dialects().speak(Dialect.FILESET_EXISTING_CONFLICT);
        ScriptedWorker worker = start(files(), reporter, ORDERS_0);
        file(ORDERS_0, "a", "first");
        runToEnd(worker);
        add(ORDERS_0, "a", "second");
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("409")
                .hasMessageContaining("may not overwrite")
                .hasMessageContaining("fileset.path");
        assertReference();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(1);
        assertThat(deadLetters).isEmpty();
        assertThat(requests("DELETE")).isZero();
    }

    @Test
    void aConflictWithOurOwnBytesIsNone() {
        domo.dialects().speak(Dialect.FILESET_EXISTING_CONFLICT);
        file(ORDERS_0, "a", "text");
        ScriptedWorker first = start(files(), ORDERS_0);
        runToEnd(first);
        first.crash();
        topics.rewindTo(ORDERS_0, 0);
        runToEnd(start(files(), ORDERS_0));
        assertReference();
    }

    @Test
    void aConflictThatPassesCostsTime() {
        ScriptedWorker worker = start(files(), ORDERS_0);
        file(ORDERS_0, "a", "first");
        runToEnd(worker);
        domo.faults().add(Fault.status(409).on("POST", "/**/files").times(2));
        file(ORDERS_0, "a", "second");
        runToEnd(worker);
        assertReference();
        assertThat(requests("DELETE")).isZero();
    }

    @Test
    void aDirectoryInTheWayMakesABadRecord() {
        add(ORDERS_0, "a/b", "below");
        ScriptedWorker worker = start(files("fileset.path", "{{key}}"), reporter, ORDERS_0);
        runToEnd(worker);
        add(ORDERS_0, "a", "above");
        runToEnd(worker);
        assertThat(stored()).isEqualTo(Map.of("a/b", "below"));
        assertThat(reasons).singleElement().asString().contains("stays taken");
    }

    @Test
    void aReplyWithTheHashNeedsNoSecondRequest() {
        domo.dialects().speak(Dialect.FILESET_HASH_PRESENT).speak(Dialect.FILESET_UPLOAD_CREATED);
        ScriptedWorker worker = start(files(), ORDERS_0);
        for (int i = 0; i < 10; i++) {
            file(ORDERS_0, "k" + i, "text " + i);
        }
        runToEnd(worker);
        assertReference();
        assertThat(requests("POST")).isEqualTo(10);
        assertThat(requests("GET")).isZero();
    }

    private long requests(String method) {
        return domo.requests().stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    /** That there is nothing to delete is for Domo to say. */
    @Test
    void aFileIsDeletedThoughSomethingBeforeDomoSaysThatItIsNotThere() {
        ScriptedWorker worker = start(files(), ORDERS_0);
        file(ORDERS_0, "one", "text");
        runToEnd(worker);
        domo.faults()
                .add(Fault.plain(404, "default backend - 404")
                        .on("DELETE", "/**/path")
                        .times(3));
        topics.add(ORDERS_0, "one", null);
        reference.remove("docs/one.txt");
        runToEnd(worker);
        assertReference();
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of("503", Fault.status(503)),
                Arguments.of("429", Fault.status(429)),
                Arguments.of("the maintenance page", Fault.maintenance(200)),
                Arguments.of("redirects to a login", Fault.status(302)),
                Arguments.of("a gateway's 404", Fault.plain(404, "default backend - 404")),
                Arguments.of("resets", Fault.dropBeforeWork()),
                Arguments.of("lost replies", Fault.dropAfterWork()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void anOutageCostsTimeAndNoMemory(String name, Fault fault) {
        long buffer = 200_000;
        ScriptedWorker worker = start(
                        files("buffer.max.bytes", Long.toString(buffer), "fileset.max.file.bytes", "50000"), ORDERS_0)
                .maxPollRecords(20);
        changes(10);
        runToEnd(worker);
        int outage = domo.faults().add(fault.on(null, "/**/filesets/**").always());
        for (int i = 0; i < 300; i++) {
            file(ORDERS_0, "large" + i, ("text " + i + " ").repeat(500));
        }
        int before = worker.iterations();
        worker.iterateUntil("the partition waits", () -> worker.isPaused(ORDERS_0));
        worker.iterateUntil("it goes on asking", () -> worker.iterations() > before + 50);
        assertThat(topics.allCommitted()).isFalse();
        domo.faults().remove(outage);
        runToEnd(worker);
        assertReference();
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(buffer);
    }

    @Test
    void badFilesAreErrantAndTheOthersAreThere() {
        domo.fileSets().maxFileBytes(2_000);
        add(ORDERS_0, "large", "x".repeat(3_001));
        add(ORDERS_0, "refused", "x".repeat(2_500));
        add(ORDERS_0, null, "no key");
        add(ORDERS_0, "../up", "leaves the FileSet");
        add(ORDERS_0, "", "no name");
        file(ORDERS_0, "good", "fine");
        ScriptedWorker worker =
                start(files("fileset.max.file.bytes", "3000", "fileset.path", "docs/{{key}}.txt"), reporter, ORDERS_0);
        topics.add(ORDERS_0, "seven", null);
        runToEnd(worker);
        // docs/.txt has a name.
        reference.put("docs/.txt", "no name");
        assertReference();
        assertThat(deadLetters).extracting(record -> record.kafkaOffset()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
        assertThat(reasons)
                .anySatisfy(reason ->
                        assertThat(reason).contains("fileset.max.file.bytes").contains("3001 bytes"))
                .anySatisfy(
                        reason -> assertThat(reason).contains("Domo refuses it").contains("413"))
                .anySatisfy(reason -> assertThat(reason).contains("the record has no key"))
                .anySatisfy(reason -> assertThat(reason).contains("no usable path"));
    }

    @Test
    void aFileThatDoesNotFitBesideOthersWaitsForThem() {
        for (int i = 0; i < 20; i++) {
            file(ORDERS_0, "large" + i, ("text " + i + " ").repeat(4_000));
        }
        ScriptedWorker worker = start(
                files("buffer.max.bytes", "100000", "fileset.max.file.bytes", "100000", "part.max.bytes", "1000"),
                ORDERS_0);
        runToEnd(worker);
        assertReference();
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void aFileSetThatDoesNotExistFailsTheTask() {
        add(ORDERS_0, "a", "text");
        ConnectException failure = start(
                        files("fileset.id", "00000000-0000-0000-0000-000000000000"), reporter, ORDERS_0)
                .iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("00000000-0000-0000-0000-000000000000")
                .hasMessageContaining("404");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void whatDomoHoldsIsComparedByHash() {
        ScriptedWorker worker = start(files(), ORDERS_0);
        file(ORDERS_0, "a", "first");
        runToEnd(worker);
        // Domo says yes and does nothing, once.
        domo.faults()
                .add(Fault.status(200)
                        .withBody("{\"id\":\"x\",\"path\":\"docs/a.txt\"}")
                        .on("POST", "/**/files"));
        file(ORDERS_0, "a", "second");
        runToEnd(worker);
        assertReference();
    }
}
