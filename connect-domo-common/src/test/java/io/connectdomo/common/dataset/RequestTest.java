package io.connectdomo.common.dataset;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.Exchange;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;

/** One call of the client against a server that gives one reply. */
abstract class RequestTest {
    /** What the server was sent last. */
    protected Exchange sent;

    protected void sending(Consumer<DataSetClient> call) throws IOException {
        calling("{}", client -> {
            call.accept(client);
            return null;
        });
    }

    protected <T> T calling(String reply, Function<DataSetClient, T> call) throws IOException {
        try (RawServer server = RawServer.replying(reply);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            T result = call.apply(new DataSetClient(http, DomoCompat.DEFAULT));
            sent = server.journal().get(0);
            return result;
        }
    }
}
