package io.connectdomo.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectdomo.emulator.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A doctor that is stopped by Ctrl-C. */
class StoppedTest {
    @Test
    void whatWasMadeIsDeletedAllTheSame() throws IOException, InterruptedException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            // It is in the middle of its work for as long as it takes to stop it.
            instance.emulator().faults().add(Fault.delay(Duration.ofSeconds(20)).on("PUT", "**/commit"));
            ProcessBuilder command = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "--url",
                    instance.emulator().url());
            command.environment().put("DOMO_TOKEN", instance.emulator().token());
            Process doctor = command.redirectErrorStream(true).start();
            try {
                await().atMost(Duration.ofSeconds(30)).until(() -> made(instance) >= 2);

                // Unlike Process.destroy() this leaves its output to be read.
                doctor.toHandle().destroy();

                String said = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(doctor.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(deleted(instance)).as(said).isEqualTo(made(instance));
                assertThat(said).contains("deleted the DataSet 'connect-domo-doctor ");
            } finally {
                doctor.destroyForcibly();
            }
        }
    }

    private static long made(LivelyInstance instance) {
        return instance.emulator().requestCounts().getOrDefault("POST /data/v2/datasources", 0L);
    }

    private static long deleted(LivelyInstance instance) {
        return instance.emulator().requestCounts().getOrDefault("DELETE /data/v3/datasources/{id}", 0L);
    }
}
