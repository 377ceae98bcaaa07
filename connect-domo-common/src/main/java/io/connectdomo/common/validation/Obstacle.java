package io.connectdomo.common.validation;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.validation.Findings.Complaint;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What stands in the way to Domo for good, and on which key: a host that is not known, a certificate that is not taken, a proxy that is
 * not there. What may pass (a time-out, a connection that Domo's host refuses, a handshake that breaks off) is none.
 */
final class Obstacle {
    private static final int PROXY_LOGIN = 407;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    private final Address address;

    Obstacle(Address address) {
        this.address = address;
    }

    /** Empty where another attempt may fare better. */
    Optional<Complaint> in(DomoException failure) {
        if (!(failure instanceof DomoException.Retriable retriable) || retriable.sent()) {
            return Optional.empty();
        }
        int byProxy = retriable.refusedByProxy();
        if (byProxy != 0) {
            return ofProxy(byProxy);
        }
        Throwable cause = failure.getCause();
        if (cause instanceof UnknownHostException) {
            return unknownHost(cause);
        }
        boolean refused = cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("refused");
        if (refused && proxy().isPresent()) {
            return Optional.of(noProxy("it refuses the connection"));
        }
        return cause instanceof SSLException ? ofTls(cause) : Optional.empty();
    }

    private Optional<Complaint> ofProxy(int status) {
        if (status == PROXY_LOGIN) {
            return Optional.of(login());
        }
        boolean no = status >= 400 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY;
        return no
                ? Optional.of(on(
                        DomoConnectionConfig.PROXY_URL,
                        ConnectionCheck.PROXY_REFUSES,
                        proxyUrl(),
                        address.connection().baseUrl().getHost(),
                        status))
                : Optional.empty();
    }

    private Complaint login() {
        boolean named = proxy().flatMap(DomoConnectionConfig.Proxy::username).isPresent();
        return on(
                named ? DomoConnectionConfig.PROXY_USERNAME : DomoConnectionConfig.PROXY_URL,
                ConnectionCheck.PROXY_LOGIN,
                proxyUrl(),
                named ? "those that are set" : "a connection without");
    }

    /** A resolver that can't be reached says "temporary failure": the name may be right. */
    private Optional<Complaint> unknownHost(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (said.contains("Temporary failure") || said.contains("ry again")) {
            return Optional.empty();
        }
        return Optional.of(
                proxy().isPresent()
                        ? noProxy("the worker's DNS knows no host of this name")
                        : on(
                                address.key(),
                                ConnectionCheck.UNKNOWN_HOST,
                                address.connection().baseUrl().getHost()));
    }

    private Complaint noProxy(String why) {
        return on(DomoConnectionConfig.PROXY_URL, ConnectionCheck.NO_PROXY, proxyUrl(), why);
    }

    private Optional<Complaint> ofTls(Throwable failure) {
        String host = address.connection().baseUrl().getHost();
        Optional<Throwable> date = among(failure, CertificateExpiredException.class)
                .or(() -> among(failure, CertificateNotYetValidException.class));
        if (date.isPresent()) {
            return Optional.of(
                    on(address.key(), ConnectionCheck.EXPIRED, host, date.get().getMessage()));
        }
        if (among(failure, CertPathBuilderException.class)
                .or(() -> among(failure, CertPathValidatorException.class).filter(Obstacle::isKnown))
                .isPresent()) {
            return Optional.of(notTrusted(host));
        }
        Optional<Throwable> name = among(failure, SSLPeerUnverifiedException.class)
                .or(() -> among(failure, CertificateException.class).filter(Obstacle::isOfNames));
        if (name.isPresent()) {
            return Optional.of(on(
                    address.key(), ConnectionCheck.OTHER_HOST, host, name.get().getMessage()));
        }
        return String.valueOf(failure.getMessage()).contains("Unsupported or unrecognized SSL message")
                ? Optional.of(on(address.key(), ConnectionCheck.NO_TLS, hostAndPort()))
                : Optional.empty();
    }

    /** Whether it was revoked is asked of a server that may not answer now. */
    private static boolean isKnown(Throwable failure) {
        return failure instanceof CertPathValidatorException path
                && path.getReason() != CertPathValidatorException.BasicReason.UNDETERMINED_REVOCATION_STATUS;
    }

    /** As the JVM words it; certificates are refused for other reasons, too. */
    private static boolean isOfNames(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        return said.startsWith("No name matching") || said.startsWith("No subject alternative");
    }

    private Complaint notTrusted(String host) {
        return address.connection()
                .trustStore()
                .map(store -> on(
                        DomoConnectionConfig.TRUSTSTORE_LOCATION,
                        ConnectionCheck.NOT_TRUSTED,
                        host,
                        "the trust store " + store.location()))
                .orElseGet(() -> on(address.key(), ConnectionCheck.NOT_TRUSTED, host, "this worker's JVM"));
    }

    private String hostAndPort() {
        URI url = address.connection().baseUrl();
        return url.getHost() + ":" + (url.getPort() < 0 ? 443 : url.getPort());
    }

    private Optional<DomoConnectionConfig.Proxy> proxy() {
        return address.connection().proxy();
    }

    private String proxyUrl() {
        return proxy().map(proxy -> proxy.url().toString()).orElse("on the way");
    }

    private static Complaint on(String key, ConnectionCheck check, Object... parts) {
        return new Complaint(key, check.message(parts));
    }

    /** The deepest of the kind, which says most. */
    private static Optional<Throwable> among(Throwable failure, Class<? extends Throwable> kind) {
        Throwable found = null;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            found = kind.isInstance(each) ? each : found;
        }
        return Optional.ofNullable(found);
    }
}
