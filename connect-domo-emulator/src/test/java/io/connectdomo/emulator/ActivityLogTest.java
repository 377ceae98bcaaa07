package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The activity log as observed-behaviour.md 5 has it, and what is unknown of it in every position. */
class ActivityLogTest {
    private static final String PATH = "/api/audit/v1/user-audits";

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private final Instant start = clock.instant().minusSeconds(1000);
    private DomoEmulator emulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void entriesComeNewestFirstAndHaveNoId() {
        add(1, 3, 2);
        JsonNode page = page("");
        assertThat(comments(page)).containsExactly("3", "2", "1");
        assertThat(page.at("/0/time").asLong()).isEqualTo(at(3).toEpochMilli());
        assertThat(page.at("/0/userId").isTextual()).isTrue();
        assertThat(page.at("/0").has("id")).isFalse();
    }

    @Test
    void aPageIsALimitBehindAnOffset() {
        add(1, 2, 3, 4, 5);
        assertThat(comments(page("&limit=2"))).containsExactly("5", "4");
        assertThat(comments(page("&limit=2&offset=3"))).containsExactly("2", "1");
        assertThat(page("&offset=5")).isEmpty();
    }

    @Test
    void threeHundredEntriesComeUnlessMoreAreAskedForAndAThousandAtMost() {
        emulator.activityLog().generate(GeneratedLog.of(1, 1500, start, clock.instant()));
        assertThat(page("")).hasSize(300);
        assertThat(page("&limit=1000")).hasSize(1000);
        assertThat(get("&limit=1001").status()).isEqualTo(400);
        assertThat(get("&limit=0").status()).isEqualTo(400);
    }

    @Test
    void aWindowIsRequired() {
        assertThat(client.get(PATH + "?start=1").status()).isEqualTo(400);
        assertThat(client.get(PATH + "?end=1").status()).isEqualTo(400);
        assertThat(client.get(PATH + "?start=x&end=1").status()).isEqualTo(400);
    }

    @Test
    void aWindowThatEndsBeforeItStartsIsEmpty() {
        add(1);
        assertThat(client.get(PATH + "?start=2&end=1").json()).isEmpty();
    }

    @Test
    void aLateEntryShowsWhenItsTimeHasComeAmongTheOlderOnes() {
        add(1, 3);
        emulator.activityLog().add(entry(2).showingFrom(clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofSeconds(59));
        assertThat(comments(page(""))).containsExactly("3", "1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(comments(page(""))).containsExactly("3", "2", "1");
    }

    @Test
    void anEntryOfTheFutureDoesNotShowYet() {
        emulator.activityLog().add(ActivityLog.entry(clock.instant().plusMillis(1)));
        String all = PATH + "?start=0&end=" + clock.instant().plusSeconds(1).toEpochMilli();
        assertThat(client.get(all).json()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(client.get(all).json()).hasSize(1);
    }

    @Test
    void twinsAreAllThere() {
        add(1, 1, 1);
        assertThat(page("")).hasSize(3);
        assertThat(page("").get(0)).isEqualTo(page("").get(2));
    }

    @Test
    void textsChangeLater() {
        long handle = emulator.activityLog().add(entry(1));
        clock.advance(Duration.ofSeconds(5));
        emulator.activityLog().change(handle, Map.of("additionalComment", "renamed"));
        assertThat(comments(page(""))).containsExactly("renamed");
        emulator.activityLog()
                .add(entry(2).changing(clock.instant().plusSeconds(1), Map.of("additionalComment", "later"))
                        .with("unknown", List.of(7)));
        assertThat(comments(page(""))).containsExactly("2", "renamed");
        assertThat(page("").at("/0/unknown/0").asInt()).isEqualTo(7);
        clock.advance(Duration.ofSeconds(1));
        assertThat(comments(page(""))).containsExactly("later", "renamed");
    }

    @Test
    void theTimeOfAnEntryStays() {
        long handle = emulator.activityLog().add(entry(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.activityLog().change(handle, Map.of("time", 1L)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.activityLog().change(handle + 1, Map.of()));
    }

    @Test
    void filtersKeepWhatTheyName() {
        emulator.activityLog().add(entry(1).with("objectType", "ACCOUNT"));
        emulator.activityLog().add(entry(2).with("objectType", "DATA_SOURCE").with("userId", "77"));
        add(3);
        assertThat(comments(page("&objectType=ACCOUNT,DATA_SOURCE"))).containsExactly("2", "1");
        assertThat(comments(page("&user=77"))).containsExactly("2");
        assertThat(comments(page("&eventType=DELETED"))).isEmpty();
        assertThat(get("/count", "&objectType=ACCOUNT").json().path("count").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"AUDIT_LIMIT_AS_ASKED,1000", "AUDIT_LIMIT_300,300"})
    void theTrueLimitMayBeLowerThanAsked(Dialect dialect, int rows) {
        emulator.activityLog().generate(GeneratedLog.of(1, 1500, start, clock.instant()));
        emulator.dialects().speak(dialect);
        assertThat(page("&limit=1000")).hasSize(rows);
        assertThat(page("&limit=50")).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "AUDIT_START_INCLUSIVE,'3,2,1'",
        "AUDIT_START_EXCLUSIVE,'3,2'",
        "AUDIT_END_INCLUSIVE,'3,2,1'",
        "AUDIT_END_EXCLUSIVE,'2,1'"
    })
    void theWindowsBoundsAreInOrOut(Dialect dialect, String shown) {
        emulator.dialects().speak(dialect);
        add(1, 2, 3);
        String window = "?start=" + at(1).toEpochMilli() + "&end=" + at(3).toEpochMilli();
        assertThat(comments(client.get(PATH + window).json())).containsExactly(shown.split(","));
    }

    @Test
    void theOldestMayComeFirstAndTheLimitThenCutsOffTheNewest() {
        emulator.dialects().speak(Dialect.AUDIT_ORDER_OLDEST_FIRST);
        add(1, 2, 3, 4);
        assertThat(comments(page("&limit=2"))).containsExactly("1", "2");
        assertThat(comments(page("&limit=2&offset=1"))).containsExactly("2", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "AUDIT_TIMES_MILLIS,1767322046000",
        "AUDIT_TIMES_FRACTION,1767322046.000",
        "AUDIT_TIMES_ISO,'\"2026-01-02T02:47:26Z\"'"
    })
    void timesComeInThreeForms(Dialect dialect, String shown) {
        emulator.dialects().speak(dialect);
        add(1);
        assertThat(get("").body()).contains("\"time\":" + shown + ",");
    }

    @Test
    void objectTypesAreToldInEitherForm() {
        assertThat(client.get(PATH + "/objectTypes").json().at("/1"))
                .isEqualTo(Json.object().put("type", "ACTIVITY_LOG").put("translation", "Activity log"));
        emulator.dialects().speak(Dialect.AUDIT_OBJECT_TYPES_TEXT);
        assertThat(client.get(PATH + "/objectTypes").json().at("/1").asText()).isEqualTo("ACTIVITY_LOG");
    }

    @Test
    void faultsHitItAsEveryOtherRoute() {
        emulator.faults()
                .add(Fault.status(429)
                        .on("GET", "/api/audit/v1/**")
                        .withRetryAfter("3")
                        .times(1));
        assertThat(get("").status()).isEqualTo(429);
        assertThat(get("").status()).isEqualTo(200);
        assertThat(new Client(emulator.url(), "wrong")
                        .get(PATH + "?start=0&end=1")
                        .status())
                .isEqualTo(401);
    }

    private Instant at(int second) {
        return start.plusSeconds(second);
    }

    private FeedEntry entry(int second) {
        return ActivityLog.entry(at(second)).with("additionalComment", Integer.toString(second));
    }

    private void add(int... seconds) {
        for (int second : seconds) {
            emulator.activityLog().add(entry(second));
        }
    }

    private Client.Answer get(String more) {
        return get("", more);
    }

    private Client.Answer get(String path, String more) {
        return client.get(PATH + path + "?start=0&end=" + clock.instant().toEpochMilli() + more);
    }

    private JsonNode page(String more) {
        Client.Answer answer = get(more);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> comments(JsonNode page) {
        List<String> comments = new ArrayList<>();
        page.forEach(entry -> comments.add(entry.path("additionalComment").asText()));
        return comments;
    }
}
