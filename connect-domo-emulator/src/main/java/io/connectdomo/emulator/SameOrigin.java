package io.connectdomo.emulator;

import java.util.regex.Pattern;

/**
 * Keeps other sites out: a page of theirs, open in the same browser, must not switch anything here, though the browser reaches this
 * address. Programs send no {@code Origin} and are let in.
 */
final class SameOrigin {
    /** Where no name is looked up, or none that another site could have a say in. */
    private static final Pattern LOCAL =
            Pattern.compile("(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+])(:\\d+)?");

    private final String ownHost;

    /** @param ownHost the name that the emulator was told to bind */
    SameOrigin(String ownHost) {
        this.ownHost = ownHost;
    }

    /** Refuses a request that changes something and comes from another site's page. */
    void require(Request request) {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
            return;
        }
        String origin = request.header("Origin");
        String host = request.header("Host");
        if (origin == null && request.header("Sec-Fetch-Site") == null) {
            return;
        }
        boolean same = host != null && ("http://" + host).equals(origin);
        if (!same || !known(host)) {
            throw new DomoError(403, "A page of another site may not change the emulator");
        }
    }

    private boolean known(String host) {
        return LOCAL.matcher(host).matches() || host.replaceAll(":\\d+$", "").equals(ownHost);
    }
}
