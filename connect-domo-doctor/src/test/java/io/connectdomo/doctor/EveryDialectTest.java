package io.connectdomo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The doctor names every answer that the emulator can give, one switch at a time; but for what the source finds out as it reads. */
@Tag("exploration")
class EveryDialectTest {
    private static final Duration LATE = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            mode = EnumSource.Mode.MATCH_NONE,
            names = {
                "EXECUTION_(LIST|AGGREGATE|PLAIN_HISTORY|LIMIT|REPLIES|ROWS)_.*",
                "EXECUTION_DETAIL_(NO_PAGE|FORBIDDEN)",
                "EXECUTION_TIMES_MICROS"
            })
    void theAnswerOfTheDialectIsNamedAndSaysWhatToSet(Dialect dialect) throws IOException {
        Expected expected = Expected.of(dialect);
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator()
                    .dialects()
                    .versionDelay(LATE)
                    .searchDelay(LATE)
                    .sessionLifetime(LATE)
                    .speak(dialect);

            DoctorRun run = DoctorRun.of(
                    instance.emulator(), "--json", "--thorough", "--patience", "6", "--only", expected.question());

            JsonNode finding = run.finding(expected.question());
            assertThat(finding.path("answer").asText()).as(finding.toString()).isEqualTo(expected.answer());
            assertThat(settings(run.json())).isEqualTo(expected.set());
            assertThat(run.exitCode()).isEqualTo(expected.set().isEmpty() ? 0 : 1);
        }
    }

    private static Map<String, String> settings(JsonNode report) {
        Map<String, String> settings = new LinkedHashMap<>();
        report.path("configuration")
                .properties()
                .forEach(line -> settings.put(line.getKey(), line.getValue().asText()));
        return settings;
    }
}
