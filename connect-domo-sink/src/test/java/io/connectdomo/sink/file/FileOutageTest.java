package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Domo being slow, down or confused costs time. */
@Execution(ExecutionMode.CONCURRENT)
class FileOutageTest extends FileTest {
    static Stream<Arguments> everyOutageAtEveryRequest() {
        Map<String, Fault> outages = Map.of(
                "503", Fault.status(503),
                "429", Fault.status(429).withRetryAfter("0"),
                "maintenance page", Fault.maintenance(200),
                "redirect to a login", Fault.status(302),
                "404 of a gateway", Fault.plain(404, "default backend - 404"),
                "reset", Fault.dropBeforeWork(),
                "lost reply", Fault.dropAfterWork());
        Map<String, String[]> requests = Map.of(
                "look", new String[] {"GET", "/**/details"},
                "upload", new String[] {"POST", "/api/data/v1/data-files"},
                "session", new String[] {"POST", "/**/multipart"},
                "part", new String[] {"PUT", "/**/part/*"},
                "commit", new String[] {"POST", "/**/commit"},
                "permissions", new String[] {"GET", "/**/permissions"},
                "new permissions", new String[] {"PUT", "/**/permissions"});
        return requests.entrySet().stream()
                .flatMap(request -> outages.entrySet().stream()
                        .map(outage -> Arguments.of(
                                outage.getKey() + " at " + request.getKey(),
                                outage.getValue().on(request.getValue()[0], request.getValue()[1]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyOutageAtEveryRequest")
    void theFilesAreTheSameAfterwards(String name, Fault outage) {
        domo.faults().add(outage.times(2));
        orders(ORDERS_0, 0, 50);
        orders(ORDERS_1, 0, 5);
        ScriptedWorker worker = start(files("part.max.bytes", "300", "commit.timeout.ms", "250"), ORDERS_0, ORDERS_1);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 50), "orders-1-0", lines(0, 5)));
        assertNonePublic();
    }

    @Test
    void aSessionThatIsGoneInMidRollIsBegunAgain() {
        domo.faults().add(Fault.status(404).on("PUT", "/**/part/*").nth(2));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 100)));
        assertThat(domo.files().sessions()).hasSize(2);
    }

    @Test
    void aSessionThatIsGoneAtItsCommitIsBegunAgain() {
        domo.faults().add(Fault.status(404).on("POST", "/**/commit").times(2));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 100)));
    }

    @Test
    void sessionsThatAreAlwaysGoneFailTheTaskWithTheCause() {
        domo.faults().add(Fault.status(404).on("PUT", "/**/part/*").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("3 uploads in a row were lost")
                .hasMessageContaining("lower commit.interval.ms");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void permissionsThatAreRefusedFailTheTaskAndSayWhichFileMayBeSeen() {
        domo.faults().add(Fault.status(400).on("PUT", "/**/permissions").always());
        orders(ORDERS_0, 0, 50);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("as file " + file("orders-0-0").id())
                .hasMessageContaining("file.public");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void aRefusedUploadFailsTheTaskWithItsOffsetsUnmoved() {
        domo.faults()
                .add(Fault.status(400).on("POST", "/api/data/v1/data-files").always());
        orders(ORDERS_0, 0, 5);
        ScriptedWorker worker = start(files(), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("Domo refused file 'orders-0-0' of 5 records")
                .hasMessageContaining("nothing is lost");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }
}
