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
            "Domo answers 403 to everything that is asked, as it does where no instance has this name. {} Check the name first.");

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
