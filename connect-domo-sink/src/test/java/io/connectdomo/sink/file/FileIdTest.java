package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** {@code file.id}: every roll is a revision of one file. */
class FileIdTest extends FileTest {
    private String fileOfSomebody() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(domo.url() + "/api/data/v1/data-files?name=theirs"))
                .header("X-DOMO-Developer-Token", domo.token())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("before"))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return file("theirs").id();
    }

    @Test
    void eachRollIsTheNextRevision() throws Exception {
        String id = fileOfSomebody();
        orders(ORDERS_0, 0, 8);
        ScriptedWorker worker = start(files("file.id", id, "commit.max.rows", "4"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(text(id)).isEqualTo(lines(4, 8));
        assertThat(file("theirs").writes()).isEqualTo(3);
        assertThat(domo.files().files()).hasSize(1);
        assertNonePublic();
    }

    @Test
    void aRevisionWhoseReplyIsLostIsThereOnce() throws Exception {
        String id = fileOfSomebody();
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/api/data/v1/data-files/" + id));
        orders(ORDERS_0, 0, 4);
        ScriptedWorker worker = start(files("file.id", id), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(text(id)).isEqualTo(lines(0, 4));
        assertThat(file("theirs").writes()).isEqualTo(2);
    }

    @Test
    void aRevisionThatIsThereAlreadyIsNotWrittenAgain() throws Exception {
        String id = fileOfSomebody();
        orders(ORDERS_0, 0, 4);
        ScriptedWorker first = start(files("file.id", id), ORDERS_0);
        first.holdOffsetCommits();
        first.iterateUntil("the revision is there", first::wantsOffsetCommit);
        first.crash();
        ScriptedWorker second = start(files("file.id", id), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThat(file("theirs").writes()).isEqualTo(2);
    }

    @Test
    void equalRollsAreRevisionsEach() throws Exception {
        String id = fileOfSomebody();
        ScriptedWorker worker = start(files("file.id", id, "file.format", "bytes"), ORDERS_0);
        for (int i = 0; i < 3; i++) {
            value(ORDERS_0, "same");
            untilAllCommitted(worker, topics);
        }
        assertThat(file("theirs").writes()).isEqualTo(4);
    }

    @Test
    void rollsInPartsOfSeveralPartitionsAreRevisionsOneAfterAnother() throws Exception {
        String id = fileOfSomebody();
        orders(ORDERS_0, 0, 50);
        orders(ORDERS_1, 100, 150);
        ScriptedWorker worker = start(files("file.id", id, "part.max.bytes", "300"), ORDERS_0, ORDERS_1);
        untilAllCommitted(worker, topics);
        assertThat(text(id)).isIn(lines(0, 50), lines(100, 150));
        assertThat(file("theirs").writes()).isEqualTo(3);
    }

    @Test
    void itHasOneTask() {
        DomoSinkConnector connector = new DomoSinkConnector();
        connector.start(files("file.id", "17"));
        assertThat(connector.taskConfigs(4)).hasSize(1);
        connector.start(files());
        assertThat(connector.taskConfigs(4)).hasSize(4);
        connector.start(files("topic.override.orders.file.id", "17"));
        assertThat(connector.taskConfigs(4)).hasSize(1);
    }

    @Test
    void aFileThatDoesNotExistIsFoundBeforeAnythingRuns() throws Exception {
        assertThat(errors(files("file.id", "4711")))
                .hasEntrySatisfying(
                        "file.id",
                        messages ->
                                assertThat(messages).singleElement().asString().contains("File 4711 does not exist"));
        assertThat(errors(files("file.id", fileOfSomebody()))).isEmpty();
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : new DomoSinkConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
