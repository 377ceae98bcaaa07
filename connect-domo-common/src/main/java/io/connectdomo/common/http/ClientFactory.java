package io.connectdomo.common.http;

import io.connectdomo.common.Version;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.config.TrustStores;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.apache.kafka.common.config.ConfigException;

/** Builds the HTTP client of one task: its own pool, proxy and trust store, and nothing that sends a request twice. */
final class ClientFactory {
    /** Under which the {@link Attempt} is found in the request's context. */
    static final String ATTEMPT = "connect-domo.attempt";

    private ClientFactory() {}

    static CloseableHttpClient create(DomoConnectionConfig config, int maxConnections) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections(config, maxConnections))
                .setUserAgent("connect-domo/" + Version.current())
                .setDefaultRequestConfig(requests(config))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "sent", (request, scope, chain) -> {
                    // Only past this point are connection, proxy tunnel and TLS there, and bytes of the request leave.
                    ((Attempt) scope.clientContext.getAttribute(ATTEMPT)).sending();
                    return chain.proceed(request, scope);
                });
        config.proxy().ifPresent(proxy -> use(builder, proxy));
        return builder.build();
    }

    private static PoolingHttpClientConnectionManager connections(DomoConnectionConfig config, int maxConnections) {
        Timeout connect = Timeout.of(config.connectTimeout());
        Timeout silence = Timeout.of(config.requestTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(maxConnections)
                .setMaxConnPerRoute(maxConnections)
                .setConnectionFactory(ClientFactory::quiet)
                .setTlsSocketStrategy(tls(config))
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(connect).build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(connect)
                        .setTcpNoDelay(true)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(silence)
                        // A connection that Domo closed meanwhile is found out before a request is sent over it.
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(10))
                        .build())
                .build();
    }

    private static ManagedHttpClientConnection quiet(Socket socket) throws IOException {
        QuietConnection connection = new QuietConnection();
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    private static RequestConfig requests(DomoConnectionConfig config) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(config.connectTimeout()))
                .setResponseTimeout(Timeout.of(config.requestTimeout()))
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    /** Verification of certificate and host name stays on: there is no switch. */
    private static TlsSocketStrategy tls(DomoConnectionConfig config) {
        return new DefaultClientTlsStrategy(
                config.trustStore().map(ClientFactory::trusting).orElseGet(SSLContexts::createDefault));
    }

    private static SSLContext trusting(DomoConnectionConfig.TrustStore store) {
        try {
            return SSLContexts.custom()
                    .loadTrustMaterial(TrustStores.load(store), null)
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            ConfigException failure = new ConfigException(
                    DomoConnectionConfig.TRUSTSTORE_LOCATION,
                    store.location(),
                    "cannot be read as a trust store (" + e + "): check path, rights, type and password");
            failure.initCause(e);
            throw failure;
        }
    }

    private static void use(HttpClientBuilder builder, DomoConnectionConfig.Proxy proxy) {
        HttpHost host = HttpHost.create(proxy.url());
        builder.setProxy(host);
        proxy.username().ifPresent(user -> {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            char[] password = proxy.password() == null
                    ? new char[0]
                    : proxy.password().value().toCharArray();
            credentials.setCredentials(new AuthScope(host), new UsernamePasswordCredentials(user, password));
            builder.setDefaultCredentialsProvider(credentials);
        });
    }
}
