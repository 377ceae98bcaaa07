package io.connectdomo.common.validation;

/** What is wrong with the way to Domo, whatever was asked there. */
public enum ConnectionCheck implements LiveCheck {
    TOKEN(
            "`domo.developer.token`",
            "any request is answered 401",
            "Domo does not take this token. {} If the address is right, make a new token in Domo (Admin > Authentication > Access"
                    + " tokens) and set it here."),
    BLOCKED(
            "`domo.instance` or `domo.url`",
            "any request is answered with Domo's page \"Domo - Blocked\", or a redirect to it",
            "{}"),
    NO_API(
            "`domo.instance` or `domo.url`",
            "every request, a search among them, is answered 404, with a web page or with a redirect",
            "No API of Domo answers here. {} Check that this names the instance itself (acme for https://acme.domo.com),"
                    + " and that domo.compat.api.path is right."),
    NO_INSTANCE(
            "`domo.instance` or `domo.url`",
            "every request, a search among them, is answered 403",
            "Domo answers 403 to everything that is asked, as it does where no instance has this name. {} Check the name first."),
    UNKNOWN_HOST(
            "`domo.instance` or `domo.url`",
            "the worker's DNS knows no host of this name",
            "The worker's DNS knows no host {}. Check the name (acme for https://acme.domo.com); where it is right, have the worker's"
                    + " DNS resolve it, or set domo.proxy.url if only a proxy reaches it."),
    NOT_TRUSTED(
            "`domo.ssl.truststore.location`, where it is not set `domo.instance` or `domo.url`",
            "the certificate was signed by none that is trusted",
            "The certificate of {} was signed by none that {} trusts. Where a proxy or gateway inspects TLS, have its CA's certificate"
                    + " in a file on every worker and set domo.ssl.truststore.location (domo.ssl.truststore.type=PEM for a PEM"
                    + " file); else check that the address is Domo's."),
    OTHER_HOST(
            "`domo.instance` or `domo.url`",
            "the certificate is another host's",
            "What answers at {} shows the certificate of another host ({}). Use the name that is in the certificate, or check that"
                    + " the address is Domo's."),
    EXPIRED(
            "`domo.instance` or `domo.url`",
            "the certificate, or one that signed it, does not hold today",
            "The certificate of {} does not hold today ({}). Have it renewed where it is not Domo's own, and check the worker's"
                    + " clock."),
    NO_TLS(
            "`domo.instance` or `domo.url`",
            "what listens there does not speak TLS",
            "What listens at {} does not speak TLS. Check the port; an address without TLS is written http://."),
    NO_PROXY(
            "`domo.proxy.url`",
            "the proxy's host is not known to the worker's DNS, or refuses the connection",
            "There is no proxy at {}: {}. Check host and port from the worker, or remove the key if Domo is reached without a"
                    + " proxy."),
    PROXY_LOGIN(
            "`domo.proxy.username`, where it is not set `domo.proxy.url`",
            "the proxy answers 407",
            "The proxy {} wants a user name and password and does not take {}: set domo.proxy.username and domo.proxy.password."),
    PROXY_REFUSES(
            "`domo.proxy.url`",
            "the proxy answers the request for a tunnel with 4xx",
            "The proxy {} lets no connection to {} through: it answers {}. Have its rules allow that host and port.");

    private final String shownOn;
    private final String known;
    private final String text;

    ConnectionCheck(String shownOn, String known, String text) {
        this.shownOn = shownOn;
        this.known = known;
        this.text = text;
    }

    @Override
    public String shownOn() {
        return shownOn;
    }

    @Override
    public String known() {
        return known;
    }

    @Override
    public String text() {
        return text;
    }
}
