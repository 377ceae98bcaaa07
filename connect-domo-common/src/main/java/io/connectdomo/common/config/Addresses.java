package io.connectdomo.common.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/** Reads the forms in which people write an instance, a base URL or a proxy; what is wrong is said in words. */
final class Addresses {
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

    private Addresses() {}

    /** The base URL of the one of the two that is given. */
    static URI base(String instance, String url) {
        boolean noInstance = instance == null || instance.isBlank();
        boolean noUrl = url == null || url.isBlank();
        if (noInstance && noUrl) {
            throw new ConfigException("Set " + DomoConnectionConfig.INSTANCE + " (acme for https://acme.domo.com) or "
                    + DomoConnectionConfig.URL + ".");
        }
        if (!noInstance && !noUrl) {
            throw new ConfigException(
                    "Set either " + DomoConnectionConfig.INSTANCE + " or " + DomoConnectionConfig.URL + ", not both.");
        }
        return noUrl ? instance(instance) : url(url);
    }

    static URI instance(String written) {
        String host = written.trim().toLowerCase(Locale.ROOT);
        if (!host.matches(LABEL + "(\\." + LABEL + ")*")) {
            throw refused(
                    DomoConnectionConfig.INSTANCE,
                    written,
                    "write acme or acme.domo.com for https://acme.domo.com, without scheme and path; a whole URL goes "
                            + "to " + DomoConnectionConfig.URL);
        }
        return URI.create("https://" + (host.contains(".") ? host : host + ".domo.com"));
    }

    static URI url(String written) {
        String key = DomoConnectionConfig.URL;
        URI uri = http(key, written);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(key, written, "leave out the query and the fragment");
        }
        String text = uri.toString().replaceAll("/+$", "");
        if (text.endsWith("/api")) {
            throw refused(
                    key,
                    written,
                    "leave out /api at the end; the connector adds it (see " + DomoConnectionConfig.COMPAT_API_PATH
                            + ")");
        }
        return URI.create(text);
    }

    static URI proxy(String written) {
        String key = DomoConnectionConfig.PROXY_URL;
        URI uri = http(key, written);
        boolean more = !uri.getRawPath().replace("/", "").isEmpty() || uri.getRawQuery() != null;
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getPort() < 0 || more) {
            throw refused(key, written, "write it as http://host:port");
        }
        return uri;
    }

    private static URI http(String key, String written) {
        URI uri;
        try {
            uri = new URI(written.trim());
        } catch (URISyntaxException e) {
            throw notUrl(key, written);
        }
        // Before anything that would repeat the value: it may hold a password.
        if (uri.getRawUserInfo() != null || written.contains("@")) {
            throw new ConfigException(key + " must not hold a user name or password. A proxy's credentials go to "
                    + DomoConnectionConfig.PROXY_USERNAME + " and " + DomoConnectionConfig.PROXY_PASSWORD + ".");
        }
        boolean scheme = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!scheme || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw notUrl(key, written);
        }
        return uri;
    }

    private static ConfigException notUrl(String key, String written) {
        return refused(
                key,
                written.contains("@") ? "[hidden]" : written,
                "write a whole URL with scheme and host, such as https://acme.domo.com");
    }

    private static ConfigException refused(String key, String written, String cure) {
        return new ConfigException(key, written, cure);
    }
}
