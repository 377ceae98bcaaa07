package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileSessionInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** However many files there are, those of the connector are found. */
class ManyFilesTest extends FileTest {
    private static final int OTHERS = 60_000;

    @Test
    void aCommitWithoutAnAnswerIsFoundBesideManyOtherFiles() throws Exception {
        domo.files().fill("other-", OTHERS);
        assertThat(bytesOfTheList()).isGreaterThan(DomoHttp.MAX_REPLY_BYTES);
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/commit").times(1));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0).patience(Duration.ofMinutes(1));
        untilAllCommitted(worker, topics);
        assertThat(text(file("orders-0-0").id())).isEqualTo(lines(0, 100));
        assertThat(file("orders-0-0").writes()).as("sent once").isEqualTo(1);
        assertThat(domo.files().files()).hasSize(OTHERS + 1);
        assertThat(domo.files().sessions()).extracting(FileSessionInfo::name).containsExactly("orders-0-0");
    }

    private long bytesOfTheList() throws Exception {
        HttpRequest list = HttpRequest.newBuilder(URI.create(domo.url() + "/api/data/v1/data-files/details"))
                .header("X-DOMO-Developer-Token", domo.token())
                .build();
        return HttpClient.newHttpClient()
                .send(list, HttpResponse.BodyHandlers.ofByteArray())
                .body()
                .length;
    }
}
