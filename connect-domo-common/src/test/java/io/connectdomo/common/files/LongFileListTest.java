package io.connectdomo.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.Retries;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.FakeTime;
import io.connectdomo.common.testing.RawServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A file is found among as many others as there are, and a list that breaks off says nothing. */
@Timeout(60)
class LongFileListTest {
    private static final int FILES = 60_000;
    private static final int WANTED = FILES - 1;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @Test
    void aFileIsFoundInAListThatIsLongerThanAReplyMayBe() throws IOException {
        assertThat(length(FILES)).isGreaterThan(DomoHttp.MAX_REPLY_BYTES);
        try (RawServer server = RawServer.answering((exchange, socket) -> write(socket, FILES, FILES));
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThat(client(http).find(name(WANTED))).extracting(FileInfo::id).containsExactly((long) WANTED);
            assertThat(client(http).find("another")).isEmpty();
            assertThat(server.journal())
                    .as("over one connection, read to its end")
                    .hasSize(2);
        }
    }

    @Test
    void aListThatBreaksOffIsAskedForAgain() throws IOException {
        CountDownLatch first = new CountDownLatch(1);
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    boolean cut = first.getCount() == 1;
                    first.countDown();
                    write(socket, FILES, cut ? FILES / 2 : FILES);
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            List<FileInfo> found = Retries.call(
                    new RetryPolicy(Optional.of(Duration.ofMinutes(1)), Duration.ofMillis(1), Duration.ofMillis(1)),
                    new FakeTime(),
                    () -> client(http).find(name(WANTED)));
            assertThat(found).extracting(FileInfo::id).containsExactly((long) WANTED);
            assertThat(server.journal()).hasSize(2);
        }
    }

    @Test
    void aListThatBreaksOffIsNoAnswerAlsoBehindTheFile() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> write(socket, FILES, FILES / 2));
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThatThrownBy(() -> client(http).find(name(5))).isInstanceOf(DomoException.UnknownOutcome.class);
        }
    }

    @Test
    void aListWithoutALengthThatBreaksOffIsNoAnswer() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    send(socket.getOutputStream(), HEAD + "\r\n[" + entry(1) + "," + entry(2));
                    socket.close();
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThatThrownBy(() -> client(http).find(name(1)))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("/data-files/details");
        }
    }

    @Test
    void oneEntryLargerThanAReplyMayBeIsNotHeld() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                    send(out, HEAD + "\r\n[" + entry(1) + ",{\"dataFileId\":2,\"revisions\":[" + "7");
                    while (true) {
                        send(out, ",1234567890123456789012345678901234567890");
                    }
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThatThrownBy(() -> client(http).find(name(1)))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("larger than " + DomoHttp.MAX_REPLY_BYTES);
        }
    }

    @Test
    void silenceInTheMiddleEndsAtTheRequestTimeout() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    send(socket.getOutputStream(), HEAD + "Content-Length: 1000000\r\n\r\n[" + entry(1));
                    new CountDownLatch(1).await();
                });
                DomoHttp http =
                        DomoHttp.open(Configs.of(server.url(), DomoConnectionConfig.REQUEST_TIMEOUT, "200"), 1)) {
            assertThatThrownBy(() -> client(http).find(name(1)))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("200 ms");
        }
    }

    @Test
    void theDeadlineEndsAListThatDrips() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    send(socket.getOutputStream(), HEAD + "Content-Length: 1000000\r\n\r\n[" + entry(1));
                    while (true) {
                        send(socket.getOutputStream(), "," + entry(2));
                        Thread.sleep(20);
                    }
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            FileClient client = client(http).within(Duration.ofMillis(300));
            assertThatThrownBy(() -> client.find(name(1)))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("deadline of 300 ms");
        }
    }

    private static FileClient client(DomoHttp http) {
        return new FileClient(http, DomoCompat.DEFAULT);
    }

    private static String name(int id) {
        return "orders-" + id % 7 + "-" + id;
    }

    /** As long as Domo's own example, which has no description. */
    private static String entry(int id) {
        return "{\"dataFileId\":" + id + ",\"name\":\"" + name(id) + "\",\"responsibleUserId\":1089963280,"
                + "\"currentRevision\":{\"dataFileRevisionId\":" + id + ",\"dataFileId\":" + id
                + ",\"contentType\":\"application/pdf\",\"uploadUserId\":1089963280,\"sizeBytes\":142783,"
                + "\"uploadTimeMillis\":199,\"md5Hash\":\"B6C962A9288F132762051A6A33708B90\","
                + "\"datetimeUploaded\":1731611168000,\"scanState\":\"SAFE\",\"sha256HashValue\":\""
                + "5E3EF0EF4CFAD65A1831D866DEEBD932C5A0AA3484A558FD0D1CA3EB852AE1BF\"},"
                + "\"datetimeCreated\":1731611168000,\"revisions\":[],\"existing\":false}";
    }

    private static long length(int files) {
        long length = 2L + files - 1;
        for (int id = 0; id < files; id++) {
            length += entry(id).length();
        }
        return length;
    }

    /** A list of {@code files}, of which only {@code sent} arrive before the connection is closed. */
    private static void write(Socket socket, int files, int sent) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
        send(out, HEAD + "Content-Length: " + length(files) + "\r\n\r\n[");
        for (int id = 0; id < sent; id++) {
            out.write((id == 0 ? entry(id) : "," + entry(id)).getBytes(StandardCharsets.UTF_8));
        }
        if (sent == files) {
            out.write(']');
            out.flush();
        } else {
            out.flush();
            socket.close();
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
