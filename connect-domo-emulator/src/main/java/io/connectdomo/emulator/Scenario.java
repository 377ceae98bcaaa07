package io.connectdomo.emulator;

import java.time.Duration;

/** A fault that a visitor of the page can switch on, in words that need no knowledge of the emulator. */
enum Scenario {
    OUTAGE("Domo is down", "Every request is answered 503."),
    MAINTENANCE(
            "Maintenance page", "Every request gets Domo's maintenance page, HTML with status 200, in place of JSON."),
    RATE_LIMIT("Rate limit", "Every request is answered 429, with Retry-After: 2."),
    BROKEN_CONNECTIONS("Broken connections", "The connection breaks before a part or a commit gets through."),
    LOST_REPLIES(
            "Lost commit replies",
            "Domo commits, and the connection breaks before the reply: whoever just repeats doubles the rows."),
    SLOW("Slow Domo", "Every request takes 3 s longer."),
    REFUSED_TOKEN("Refused token", "Every request is answered 401, as with an expired token.");

    private final String title;
    private final String sentence;

    Scenario(String title, String sentence) {
        this.title = title;
        this.sentence = sentence;
    }

    String title() {
        return title;
    }

    String sentence() {
        return sentence;
    }

    Fault fault() {
        Fault once = switch (this) {
            case OUTAGE -> Fault.status(503);
            case MAINTENANCE -> Fault.maintenance(200);
            case RATE_LIMIT -> Fault.status(429).withRetryAfter("2");
            case BROKEN_CONNECTIONS -> Fault.dropBeforeWork().on("PUT", "**");
            case LOST_REPLIES -> Fault.dropAfterWork().on("PUT", "**/commit");
            case SLOW -> Fault.delay(Duration.ofSeconds(3));
            case REFUSED_TOKEN -> Fault.status(401);
        };
        return once.always();
    }
}
