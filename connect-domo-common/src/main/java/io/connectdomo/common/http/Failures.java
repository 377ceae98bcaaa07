package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Names what went wrong on the way to Domo: not sent at all, or sent with an outcome nobody knows (delivery.md 2.1). */
final class Failures {
    private static final int PROXY_LOGIN = 407;

    private final DomoConnectionConfig config;
    private final List<String> secrets;

    Failures(DomoConnectionConfig config) {
        this.config = config;
        this.secrets = secrets(config);
    }

    DomoException of(String name, Attempt attempt, Exception e) {
        String why = attempt.cutOff() == null ? cause(e, attempt.sent()) : attempt.cutOff();
        if (!attempt.sent()) {
            return new DomoException.Retriable(name + ": not sent: " + why + ".", e, false, null);
        }
        boolean late = attempt.cutOff() != null || e instanceof SocketTimeoutException;
        return new DomoException.UnknownOutcome(
                name + ": whether Domo carried it out is not known: " + why + ".",
                e,
                late ? FailureCause.TIMEOUT : FailureCause.CONNECTION);
    }

    DomoException notSent(String name, String why) {
        return new DomoException.Retriable(name + ": not sent: " + why + ".", null, false, null);
    }

    /**
     * @param status what the proxy answered
     */
    DomoException refusedByProxy(String name, String why, int status) {
        boolean login = status == PROXY_LOGIN;
        return new DomoException.Retriable(
                name + ": not sent: " + why + " (" + nextHop() + ")"
                        + (login ? ": check domo.proxy.username and domo.proxy.password" : "") + ".",
                null,
                false,
                status,
                null);
    }

    /** A reply may quote what was sent; token and proxy credentials are nobody's to read. */
    DomoException redacted(DomoException failure) {
        DomoException safe = failure;
        for (String secret : secrets) {
            safe = safe.getMessage().contains(secret) ? safe.withoutSecret(secret) : safe;
        }
        return safe;
    }

    /** As {@link #redacted(DomoException)}, of a text. */
    String redacted(String text) {
        String safe = text;
        for (String secret : secrets) {
            safe = safe.replace(secret, "[hidden]");
        }
        return safe;
    }

    private static List<String> secrets(DomoConnectionConfig config) {
        List<String> secrets = new ArrayList<>();
        secrets.add(config.token().value());
        config.proxy().filter(proxy -> proxy.password() != null).ifPresent(proxy -> {
            String pair = proxy.username().orElse("") + ":" + proxy.password().value();
            secrets.add(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        });
        return List.copyOf(secrets);
    }

    private String cause(Exception e, boolean sent) {
        if (e instanceof ConnectionRequestTimeoutException) {
            return "all connections were busy for " + config.connectTimeout().toMillis() + " ms";
        } else if (e instanceof UnknownHostException) {
            return unknownHost(String.valueOf(e.getMessage()));
        } else if (e instanceof ConnectTimeoutException) {
            return nextHop() + " did not accept a connection within "
                    + config.connectTimeout().toMillis() + " ms";
        } else if (e instanceof ConnectException) {
            return nextHop() + " refused the connection";
        } else if (e instanceof NoRouteToHostException) {
            return "there is no route to " + nextHop();
        } else if (e instanceof SSLException && !sent) {
            return "the TLS handshake failed (" + inWords(e)
                    + "); a proxy that inspects TLS needs its certificate in "
                    + DomoConnectionConfig.TRUSTSTORE_LOCATION;
        } else if (e instanceof SocketTimeoutException) {
            return "no byte came for " + config.requestTimeout().toMillis() + " ms";
        } else if (e instanceof IllegalStateException) {
            return "the client was closed";
        } else if (e instanceof NoHttpResponseException) {
            return "the connection was closed without an answer";
        } else if (e instanceof ConnectionClosedException || e instanceof EOFException) {
            return "the connection was closed in the middle of the answer";
        }
        return "the connection failed" + (e.getMessage() == null ? "" : " (" + inWords(e) + ")");
    }

    /** The resolver's message begins with the name that it was asked for. */
    private String unknownHost(String said) {
        String name = said.split(":", 2)[0].strip();
        boolean ofProxy = config.proxy()
                .filter(proxy -> name.equals(proxy.url().getHost()))
                .isPresent();
        return "the host name " + name + " is not known; check "
                + (ofProxy
                        ? DomoConnectionConfig.PROXY_URL
                        : DomoConnectionConfig.INSTANCE + " and " + DomoConnectionConfig.URL);
    }

    /** Java's TLS puts the classes of what is behind it into its messages. */
    private static String inWords(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("[\\w.$]+(?:Exception|Error): ", "");
    }

    /** Who a connection is made to. */
    private String nextHop() {
        return config.proxy()
                .map(proxy -> "the proxy " + proxy.url().getAuthority() + " (" + DomoConnectionConfig.PROXY_URL + ")")
                .orElseGet(() -> config.baseUrl().getHost());
    }
}
