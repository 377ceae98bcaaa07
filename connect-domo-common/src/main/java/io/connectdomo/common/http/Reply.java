package io.connectdomo.common.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * What came back, before it is judged.
 *
 * @param contentType lower case, empty where there is none
 * @param location the header, or null
 * @param retryAfter the header, or null
 * @param serverTime from the Date header, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this package
record Reply(int status, String contentType, String location, String retryAfter, Instant serverTime, byte[] body) {
    /** As much of a body as tells a page for people from an answer. */
    static final int PREFIX = 8192;

    /**
     * The one encoding that is asked for. Not left to the HTTP client, which asks for whatever codecs are on the worker's class
     * path.
     */
    static final String GZIP = "gzip";

    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * @param body what was read of it, at least {@link #PREFIX} bytes where there are as many
     */
    static Reply of(ClassicHttpResponse response, byte[] body) {
        String date = text(response, HttpHeaders.DATE, null);
        return new Reply(
                response.getCode(),
                text(response, HttpHeaders.CONTENT_TYPE, "").toLowerCase(Locale.ROOT),
                text(response, HttpHeaders.LOCATION, null),
                text(response, HttpHeaders.RETRY_AFTER, null),
                date == null ? null : DateUtils.parseStandardDate(date),
                body);
    }

    /** The body as it was before it was encoded; limits count these bytes. */
    static InputStream content(HttpEntity entity) throws IOException {
        InputStream in = entity.getContent();
        return GZIP.equalsIgnoreCase(entity.getContentEncoding()) ? new GZIPInputStream(in) : in;
    }

    private static String text(ClassicHttpResponse response, String header, String absent) {
        Header found = response.getFirstHeader(header);
        return found == null || found.getValue() == null ? absent : found.getValue();
    }

    boolean success() {
        return status >= 200 && status < 300;
    }

    boolean redirect() {
        return status >= 300 && status < 400;
    }

    /** A page for people, whatever the status and whatever the header says. */
    boolean html() {
        String head = prefix().stripLeading().toLowerCase(Locale.ROOT);
        return contentType.startsWith("text/html") || head.startsWith("<!doctype html") || head.startsWith("<html");
    }

    /** The page's title, empty where there is none. */
    Optional<String> title() {
        Matcher title = TITLE.matcher(prefix());
        return title.find() ? Optional.of(title.group(1).strip()) : Optional.empty();
    }

    /** The first few kilobytes as text; more is never needed to judge a failure. */
    String prefix() {
        return new String(body, 0, Math.min(body.length, PREFIX), StandardCharsets.UTF_8);
    }
}
