package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.page.PageFiles;
import java.time.Duration;
import java.util.Arrays;

/** The page at {@code /}, what it asks for each second, and its switches. */
final class PageApi {
    private static final String HOME = "/emulator/page/";
    private static final long MAX_SECONDS = 600;

    private final PageFiles files = PageFiles.load();
    private final PageStatus status;
    private final Faults faults;

    PageApi(PageStatus status, Faults faults) {
        this.status = status;
        this.faults = faults;
    }

    void routes(Router router) {
        router.on("GET", "/", request -> file(PageFiles.INDEX))
                .on("GET", HOME + "status", request -> Reply.json(status.now(request)))
                .on("POST", HOME + "faults", this::switchFault)
                .on("GET", HOME + "{file}", request -> file(request.path("file")));
    }

    private Reply file(String name) {
        byte[] content = files.content(name).orElseThrow(() -> DomoError.notFound("Not Found"));
        return Reply.bytes(PageFiles.mediaType(name), content)
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Cache-Control", "no-cache");
    }

    /** {@code {"scenario":"OUTAGE","seconds":30}}, 0 to switch it off; or {@code {"id":7}}, which takes one away. */
    private Reply switchFault(Request request) {
        JsonNode json = request.json();
        if (json.hasNonNull("id")) {
            faults.remove((int) Json.number(json, "id", 0));
            return Reply.empty(204);
        }
        Scenario scenario = scenario(Json.text(json, "scenario"));
        long seconds = Json.number(json, "seconds", -1);
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw DomoError.badRequest("'seconds' must be between 0 and " + MAX_SECONDS);
        }
        if (seconds == 0) {
            faults.remove(scenario);
        } else {
            faults.add(scenario, Duration.ofSeconds(seconds));
        }
        return Reply.empty(204);
    }

    private static Scenario scenario(String name) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> DomoError.badRequest("Unknown scenario '" + name + "'"));
    }
}
