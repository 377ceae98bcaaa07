package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where the developer token would be readable on its way. */
final class ClearText {
    private static final Logger LOG = LoggerFactory.getLogger(DomoHttp.class);

    private ClearText() {}

    static void warnOf(URI url) {
        if ("http".equalsIgnoreCase(url.getScheme()) && !loopback(url.getHost())) {
            LOG.warn(
                    "{} is plain http: the developer token crosses the network unencrypted. Use https for {}.",
                    DomoConnectionConfig.URL,
                    url.getHost());
        }
    }

    private static boolean loopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
