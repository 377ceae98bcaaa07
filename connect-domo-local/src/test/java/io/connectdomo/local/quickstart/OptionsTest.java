package io.connectdomo.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void withoutArgumentsItRunsUntilStopped() {
        Options options = Options.parse(new String[0]);

        assertThat(options.produceFor()).isEmpty();
        assertThat(options.perSecond()).isEqualTo(20);
    }

    @Test
    void understandsBothOptions() {
        Options options = Options.parse(new String[] {"--rate", "500", "--seconds", "10"});

        assertThat(options.produceFor()).contains(Duration.ofSeconds(10));
        assertThat(options.perSecond()).isEqualTo(500);
    }

    @Test
    void cdcTakesNoValueAndStandsAnywhere() {
        assertThat(Options.parse(new String[] {"--seconds", "10", "--cdc"}))
                .isEqualTo(new Options(Options.Scene.CDC, Optional.of(Duration.ofSeconds(10)), 20))
                .isEqualTo(Options.parse(new String[] {"--cdc", "--seconds", "10"}));
        assertThat(Options.parse(new String[0]).scene()).isEqualTo(Options.Scene.SINK);
    }

    @Test
    void theSourceIsAnotherScene() {
        assertThat(Options.parse(new String[] {"--source", "--rate", "5"}))
                .isEqualTo(new Options(Options.Scene.SOURCE, Optional.empty(), 5));
    }

    @Test
    void theDoctorIsAnotherScene() {
        assertThat(Options.parse(new String[] {"--doctor"}).scene()).isEqualTo(Options.Scene.DOCTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds", "--seconds 0", "--seconds ten", "--seconds -5", "--second 5", "10"})
    void saysWhatIsWrong(String line) {
        String[] arguments = line.split(" ");

        assertThatThrownBy(() -> Options.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(arguments[0]);
    }
}
