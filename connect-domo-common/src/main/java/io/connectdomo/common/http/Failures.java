package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Names what went wrong on the way to Domo: not sent at all, or sent with an outcome nobody knows (delivery.md 2.1). */
final class Failures {
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
        return new DomoException.Retriable(name + ": not sent: " + why + ".", null, false, status, null);
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
        String host = config.baseUrl().getHost();
        if (e instanceof ConnectionRequestTimeoutException) {
            return "all connections were busy for " + config.connectTimeout().toMillis() + " ms";
        } else if (e instanceof UnknownHostException) {
            return "the host name " + e.getMessage() + " is not known; check " + DomoConnectionConfig.INSTANCE + " and "
                    + DomoConnectionConfig.URL;
        } else if (e instanceof ConnectTimeoutException) {
            return host + " did not accept a connection within "
                    + config.connectTimeout().toMillis() + " ms";
        } else if (e instanceof ConnectException) {
            return host + " refused the connection";
        } else if (e instanceof SSLException && !sent) {
            return "the TLS handshake failed (" + e.getMessage()
                    + "); a proxy that inspects TLS needs its certificate in "
                    + DomoConnectionConfig.TRUSTSTORE_LOCATION;
        } else if (e instanceof SocketTimeoutException) {
            return "no byte came for " + config.requestTimeout().toMillis() + " ms";
        } else if (e instanceof IllegalStateException) {
            return "the client was closed";
        }
        return e.getClass().getSimpleName().toLowerCase(Locale.ROOT).replace("exception", "")
                + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
    }
}
