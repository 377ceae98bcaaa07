package io.connectdomo.doctor;

import java.util.Set;

/** What to look at when an instance could not be asked: the first thing that a person has to get right. */
final class Advice {
    private static final int UNAUTHORIZED = 401;

    private static final String TOKEN = """
            The token was refused. Check, in this order:
              - It is whole: nothing is missing at its end, and no quotes are part of it.
              - It is a developer access token. Domo makes them under Admin >
                Authentication > Access tokens; a client id with its secret, as for
                api.domo.com, is something else.
              - It was made in this very instance, not in another one or a sandbox.
              - It has not expired, nobody has revoked it, and its user is active; the
                page Access tokens lists those that there are.
            A new token is made on that page. Give it in DOMO_TOKEN or with --token-file.
            Nothing was made in the instance, and no credit was used.""";

    private static final String NO_REPLY = """
            Nothing answered. Check, in this order:
              - The name: --instance acme for https://acme.domo.com, or --url with all of it.
              - Whether this machine gets there, with the same address in curl.
              - The way out: --set domo.proxy.url=http://proxy:3128 where there is a proxy.
              - Certificates, where a proxy reads what is sent: its authority in a file, with
                --set domo.ssl.truststore.location=/path/ca.pem and
                --set domo.ssl.truststore.type=PEM.
            Nothing was made in the instance, and no credit was used.""";

    private static final String NOT_DOMO = """
            Something answered, but not as Domo's API does. Check, in this order:
              - The name of the instance; a browser shows Domo's sign-in page there.
              - Whether a proxy or a gateway on the way answers in Domo's place.
              - Whether Domo is up: status.domo.com.
            Nothing was made in the instance, and no credit was used.""";

    private Advice() {}

    /**
     * For the first question, to which there was no answer.
     *
     * @param statuses of all replies that came; empty where none did
     */
    static String of(Set<Integer> statuses) {
        if (statuses.contains(UNAUTHORIZED)) {
            return TOKEN;
        }
        return statuses.isEmpty() ? NO_REPLY : NOT_DOMO;
    }
}
