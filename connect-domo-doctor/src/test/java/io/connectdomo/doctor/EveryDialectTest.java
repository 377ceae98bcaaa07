package io.connectdomo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The doctor names every answer that the emulator can give, one switch at a time. */
class EveryDialectTest {
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"TRUNCATE_EMPTY_PART", "TRUNCATE_NO_PART", "SECOND_COMMIT_OK", "VERSION_LATE", "VERSION_ONLY_V2"})
    void theAnswerOfTheDialectIsNamed(Dialect dialect) throws IOException {
        Expected expected = Expected.of(dialect);
        try (DomoEmulator emulator =
                DomoEmulator.start(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(1)))) {
            emulator.dialects().versionDelay(Duration.ofMillis(300)).speak(dialect);

            DoctorRun run = DoctorRun.of(emulator, "--json", "--patience", "1.5", "--only", expected.question());

            assertThat(run.finding(expected.question()).path("answer").asText())
                    .as(run.out())
                    .isEqualTo(expected.answer());
        }
    }
}
