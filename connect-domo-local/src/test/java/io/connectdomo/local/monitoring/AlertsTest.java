package io.connectdomo.local.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool reads rules and configuration, and tries each alert on series of its own; skipped where it is not installed. */
class AlertsTest {
    @Test
    void prometheusTakesTheConfigurationAndTheRules() throws Exception {
        promtool("check", "config", "prometheus.yml");
    }

    @Test
    void eachAlertFiresWhenItShouldAndNotBefore() throws Exception {
        promtool("test", "rules", "alerts-test.yml");
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Path tool = Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(directory -> Path.of(directory, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(tool != null, "promtool is not installed");

        ProcessBuilder command = new ProcessBuilder(tool.toString());
        command.command().addAll(Arrays.asList(arguments));
        Process process = command.directory(MonitoringFiles.file(".").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
