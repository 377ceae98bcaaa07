package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start options do what the usage text says. */
class EmulatorMainTest {

    @Test
    void writesThePortAndSpeaksTheDialect(@TempDir Path directory) throws IOException {
        Path portFile = directory.resolve("port");
        String[] args = {
            "--port-file",
            portFile.toString(),
            "--token",
            "t",
            "--dialect",
            "second_commit_ok",
            "--data-dir",
            directory.resolve("data").toString(),
            "--version-delay-ms",
            "7"
        };
        try (DomoEmulator emulator = EmulatorMain.parse(args).start()) {
            assertThat(emulator.url()).endsWith(":" + Files.readString(portFile));
            assertThat(emulator.token()).isEqualTo("t");
            assertThat(emulator.dialects().speaks(Dialect.SECOND_COMMIT_OK)).isTrue();
            assertThat(emulator.dialects().versionDelay()).hasMillis(7);
        }
        assertThat(directory.resolve("data")).isEmptyDirectory();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> EmulatorMain.parse(new String[] {"--prot"}));
        assertThatIllegalArgumentException().isThrownBy(() -> EmulatorMain.parse(new String[] {"--port"}));
        assertThatIllegalArgumentException().isThrownBy(() -> EmulatorMain.parse(new String[] {"--port", "x"}));
    }
}
