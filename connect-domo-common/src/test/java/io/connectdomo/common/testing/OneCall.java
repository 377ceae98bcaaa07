package io.connectdomo.common.testing;

import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls a client whose Domo gives one answer, and keeps what Domo was sent. */
public final class OneCall<C> {
    private final Function<DomoHttp, C> client;
    private Exchange sent;

    public OneCall(Function<DomoHttp, C> client) {
        this.client = client;
    }

    /** The result of {@code call} where Domo answers {@code status} with {@code body}. */
    public <T> T of(int status, String body, Function<C, T> call) throws IOException {
        try (RawServer server = RawServer.replying(status, Map.of(), body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            try {
                return call.apply(client.apply(http));
            } finally {
                sent = server.journal().get(0);
            }
        }
    }

    public <T> T of(String body, Function<C, T> call) throws IOException {
        return of(200, body, call);
    }

    public void sending(String body, Consumer<C> call) throws IOException {
        of(body, client -> {
            call.accept(client);
            return null;
        });
    }

    /** Method, path and query of the last call. */
    public String line() {
        return sent.line().replace(" HTTP/1.1", "");
    }

    public String body() {
        return sent.body();
    }

    public String header(String name) {
        return sent.headers().get(name);
    }

    /** A repeatable body of {@code text}. */
    public static RequestBody text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RequestBody() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
