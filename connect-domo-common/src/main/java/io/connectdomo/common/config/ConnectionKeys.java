package io.connectdomo.common.config;

import static io.connectdomo.common.config.DomoConnectionConfig.*;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The definitions of the connection keys: contract.md 1 in the words of the reference. */
final class ConnectionKeys {
    private ConnectionKeys() {}

    static ConfigDef define(ConfigDef def) {
        Definitions definitions = new Definitions(def);
        connection(definitions.group(GROUP_CONNECTION));
        retries(definitions.group(GROUP_RETRIES));
        proxyAndTls(definitions.group(GROUP_PROXY_AND_TLS));
        compat(definitions.group(GROUP_COMPAT));
        return def;
    }

    private static void connection(Definitions keys) {
        keys.text(
                        INSTANCE,
                        null,
                        null,
                        Importance.HIGH,
                        Width.MEDIUM,
                        "Domo instance",
                        "Name of the Domo instance: acme for https://acme.domo.com. A full host name is accepted. "
                                + "Either this or " + URL + " is set.")
                .text(
                        URL,
                        null,
                        null,
                        Importance.MEDIUM,
                        Width.LONG,
                        "Domo URL",
                        "Base URL without /api, for private hosts, reverse proxies and the local emulator; "
                                + "in place of " + INSTANCE + ".")
                .secret(
                        TOKEN,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Rules.TOKEN,
                        Importance.HIGH,
                        "Developer access token",
                        "Developer access token of a user who may do what the connector does. Take it from a "
                                + "configuration provider (${file:…}, ${env:…}) rather than writing it down here. "
                                + "It is never logged.")
                .number(
                        CONNECT_TIMEOUT,
                        10_000,
                        Rules.MILLIS,
                        "Connect time-out (ms)",
                        "How long a connection to Domo, with its TLS handshake, may take to be made; also how long a "
                                + "request waits for a free connection of the pool.")
                .number(
                        REQUEST_TIMEOUT,
                        60_000,
                        Rules.MILLIS,
                        "Request time-out (ms)",
                        "How long Domo may stay silent during a request, while it is sent and while its reply is "
                                + "awaited, before the attempt is given up and repeated.")
                .rate(
                        REQUESTS_PER_SECOND,
                        0,
                        "Requests per second",
                        "Most requests that one task sends to Domo in a second; fractions are allowed. "
                                + "0 sets no limit.");
    }

    private static void retries(Definitions keys) {
        keys.number(
                        RETRY_TIMEOUT,
                        600_000,
                        Rules.MILLIS_OR_FOR_EVER,
                        "Retry budget (ms)",
                        "Time for one operation over all its retries; when it is spent the task fails and nothing is "
                                + "lost. -1 retries for ever. Replies 401 and 403 are retried for one minute only. A source has "
                                + "nothing to lose by waiting: where this is not set it waits for ever, and says so loudly after "
                                + "ten minutes.")
                .number(
                        RETRY_BACKOFF,
                        500,
                        Rules.MILLIS,
                        "Back-off (ms)",
                        "The first retry comes after a random time of up to this long; the bound doubles with every "
                                + "further one. A Retry-After header from Domo wins.")
                .number(
                        RETRY_BACKOFF_MAX,
                        30_000,
                        Rules.MILLIS,
                        "Longest back-off (ms)",
                        "The doubling of " + RETRY_BACKOFF + " ends here.");
    }

    private static void proxyAndTls(Definitions keys) {
        keys.text(
                        PROXY_URL,
                        null,
                        null,
                        Importance.LOW,
                        Width.LONG,
                        "Proxy URL",
                        "HTTP proxy for this connector alone, such as http://proxy.example.com:3128. The JVM's own "
                                + "proxy settings are neither read nor changed.")
                .text(
                        PROXY_USERNAME,
                        null,
                        null,
                        Importance.LOW,
                        Width.MEDIUM,
                        "Proxy user",
                        "User name for the proxy, where it asks for one.")
                .secret(PROXY_PASSWORD, null, null, Importance.LOW, "Proxy password", "Password for the proxy.")
                .text(
                        TRUSTSTORE_LOCATION,
                        null,
                        null,
                        Importance.LOW,
                        Width.LONG,
                        "Trust store file",
                        "Key store file, or PEM file, with the certificates to trust in place of the JVM's, for example of a proxy "
                                + "that inspects TLS. It must be readable on every worker. "
                                + "Verification cannot be turned off.")
                .secret(
                        TRUSTSTORE_PASSWORD,
                        null,
                        null,
                        Importance.LOW,
                        "Trust store password",
                        "Password of the trust store file.")
                .text(
                        TRUSTSTORE_TYPE,
                        null,
                        null,
                        Importance.LOW,
                        Width.SHORT,
                        "Trust store type",
                        "PEM (a text with one or more certificates, without a password), PKCS12, JKS, or what else the JVM"
                                + " knows; the JVM's default when not set, which is PKCS12.");
    }

    private static void compat(Definitions keys) {
        DomoCompat defaults = DomoCompat.DEFAULT;
        keys.text(
                        COMPAT_API_PATH,
                        defaults.apiPath(),
                        Rules.API_PATH,
                        Importance.LOW,
                        Width.SHORT,
                        "API path",
                        "What stands between the base URL and a path of the API: /api, or empty (one page of Domo's "
                                + "writes api.domo.com/data/v3/…).")
                .choice(
                        COMPAT_UPSERT,
                        defaults.upsert(),
                        "Upsert",
                        "How an upload says that it is an upsert. append_id: stage 1 {\"appendId\":\"upsert\"}, "
                                + "commit {\"action\":\"APPEND\"}; keyed_append: a plain append to a DataSet with "
                                + "keys; action: commit {\"action\":\"UPSERT\"}.")
                .choice(
                        COMPAT_DELETE_COMMIT,
                        defaults.deleteCommit(),
                        "Commit of deletes",
                        "message: commit {\"message\":…} as Domo's page shows, then an explicit index request; "
                                + "action_index: commit with action and index, as in the other modes.")
                .choice(
                        COMPAT_PARTITION,
                        defaults.partition(),
                        "Partitions",
                        "Which parameter names the DataSet partition that an upload replaces: dataTag, or the older "
                                + "restateDataTag.")
                .choice(
                        COMPAT_TRUNCATE,
                        defaults.truncate(),
                        "Truncate",
                        "How a DataSet is emptied. no_part: an upload without parts is committed; empty_part: an "
                                + "upload with one empty part.")
                .choice(
                        COMPAT_FILE_PATH,
                        defaults.filePath(),
                        "Path of files",
                        "product: /api/data/v1/data-files…; app: /domo/data-files/v1….")
                .choice(
                        COMPAT_FILE_BODY,
                        defaults.fileBody(),
                        "Body of files",
                        "raw: the file's bytes are the request's body; multipart: form field \"file\".")
                .choice(
                        COMPAT_FILE_CHECKSUM,
                        defaults.fileChecksum(),
                        "Checksum of file parts",
                        "none: not sent; sha256: the algorithm's name; hex: the part's SHA-256 in hexadecimal digits.")
                .choice(
                        COMPAT_DATETIME_FRACTION,
                        defaults.datetimeFraction(),
                        "Fractions in DATETIME",
                        "millis: .SSS is written when the milliseconds are not zero; none: never.")
                .choice(
                        COMPAT_APPDB_DOCUMENTS,
                        defaults.appDbDocuments(),
                        "Pages of AppDB documents",
                        "v2: /datastores/v2/…/documents; v1: the deprecated pages of v1; auto: v2, and v1 where a task "
                                + "finds v2's pages missing (404 or 405) and v1's there.");
    }
}
