package io.connectdomo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, and where the token comes from. */
class OptionsTest {
    private static final String SECRET = "DDCIsecret0123456789";

    @ParameterizedTest
    @ValueSource(strings = {"--token", "--token=" + SECRET})
    void aTokenOnTheCommandLineIsRefusedWithAReason(String option) {
        DoctorRun run = DoctorRun.of(Map.of(), "--instance", "acme", option, SECRET);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("DOMO_TOKEN", "--token-file").doesNotContain(SECRET);
    }

    @Test
    void anArgumentThatIsNoOptionIsNotRepeatedForItMayBeAToken() {
        DoctorRun run = DoctorRun.of(Map.of(), "--instance", "acme", SECRET);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told() + run.out()).doesNotContain(SECRET);
    }

    @Test
    void aMissingTokenIsAskedForByName() {
        DoctorRun run = DoctorRun.of(Map.of(), "--instance", "acme");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("DOMO_TOKEN");
    }

    @Test
    void theTokenOfAFileIsTaken(@TempDir Path directory) throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            Path file = Files.writeString(
                    directory.resolve("token"), instance.emulator().token() + "\n");
            DoctorRun run = DoctorRun.of(
                    Map.of(),
                    "--url",
                    instance.emulator().url(),
                    "--token-file",
                    file.toString(),
                    "--only",
                    "round-trip");

            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void anUnreadableFileIsNamed(@TempDir Path directory) {
        DoctorRun run = DoctorRun.of(
                Map.of(),
                "--instance",
                "acme",
                "--token-file",
                directory.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("none");
    }

    @Test
    void withoutAnInstanceThereIsNobodyToAsk() {
        assertThat(DoctorRun.of(Map.of("DOMO_TOKEN", SECRET)).told()).contains("--instance", "--url");
        assertThat(DoctorRun.of(Map.of("DOMO_TOKEN", SECRET), "--instance", "a", "--url", "http://b")
                        .exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.x", "-1", "ten", ""})
    void patienceIsANumberOfSeconds(String seconds) {
        DoctorRun run = DoctorRun.of(Map.of("DOMO_TOKEN", SECRET), "--instance", "acme", "--patience", seconds);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("--patience");
    }

    @Test
    void aKeyOfTheConnectionIsTakenAndASecretIsNot() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run = DoctorRun.of(
                    instance.emulator(), "--set", "domo.proxy.url=http://127.0.0.1:1", "--only", "round-trip");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.told())
                    .contains("Nothing answered", "domo.proxy.url", "PEM")
                    .doesNotContain("was refused");
            assertThat(instance.emulator().requests()).isEmpty();
        }
        for (String line :
                List.of("domo.developer.token=" + SECRET, "domo.proxy.password=" + SECRET, "x=1", "domo.url")) {
            DoctorRun run = DoctorRun.of(Map.of("DOMO_TOKEN", "t"), "--instance", "acme", "--set", line);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.told()).contains("--set").doesNotContain(SECRET);
        }
    }

    @Test
    void anUnknownQuestionIsSaid() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run = DoctorRun.of(instance.emulator(), "--only", "weather");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.told()).contains("weather", "--list");
            assertThat(instance.emulator().requests()).isEmpty();
        }
    }

    @Test
    void theQuestionsAreListedWithoutAnInstance() {
        DoctorRun run = DoctorRun.of(Map.of(), "--list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("second-commit ", "search-rate ", "api-path ");
    }
}
