package io.connectdomo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.RequestRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a whole run leaves, costs and says. */
class WholeRunTest {

    @Test
    void everyQuestionIsAnsweredAndNothingIsLeft() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DomoEmulator emulator = instance.emulator();
            DoctorRun run = DoctorRun.of(emulator, "--json", "--thorough");

            List<String> kinds = new ArrayList<>();
            run.json()
                    .path("questions")
                    .forEach(finding -> kinds.add(finding.path("kind").asText()));
            assertThat(kinds).as(run.out()).hasSizeGreaterThan(40).containsOnly("answered");
            assertThat(run.exitCode()).isZero();
            assertThat(run.json().path("configuration")).isEmpty();
            assertNothingLeft(instance);
        }
    }

    @Test
    void creditsThatWereUsedAreSaid() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run = DoctorRun.of(instance.emulator(), "--json", "--patience", "3");

            assertThat(run.json().path("credits").asText())
                    .isEqualTo(Long.toString(instance.emulator().credits()));
            assertThat(instance.emulator().credits()).isBetween(5L, 10L);
        }
    }

    @Test
    void readOnlyMakesNothingAndCostsNothing() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run =
                    DoctorRun.of(instance.emulator(), "--json", "--read-only", "--collection", instance.collection());

            assertThat(instance.emulator().requests())
                    .filteredOn(request -> !request.method().equals("GET"))
                    .extracting(RequestRecord::path)
                    .containsOnly("/api/search/v1/query");
            assertThat(run.json().path("credits").asText()).isEqualTo("0");
            assertThat(run.finding("audit-order").path("kind").asText()).isEqualTo("answered");
            assertThat(run.finding("upsert").path("evidence").asText()).isEqualTo("--read-only");
        }
    }

    @Test
    void theTableHasTheAnswersAndTheLinesToPaste() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator().dialects().speak(Dialect.DATETIME_FRACTION_NONE);

            DoctorRun run = DoctorRun.of(instance.emulator(), "--only", "datetime-fraction,gzip");

            assertThat(run.out())
                    .contains(
                            "May a DATETIME have milliseconds?",
                            "\n# sink and source\ndomo.compat.datetime.fraction=none\n")
                    .contains("May a part be compressed?")
                    .contains("Credits used: 1.");
            assertThat(run.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void theTableIsNoWiderThanATerminal() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator().dialects().speak(Dialect.DATETIME_FRACTION_NONE);

            DoctorRun run = DoctorRun.of(instance.emulator(), "--patience", "3");

            assertThat(run.out().lines().filter(line -> line.length() > 80)).isEmpty();
            assertThat(run.out()).contains("set domo.compat.datetime.fraction=none\n");
        }
    }

    @Test
    void anAnswerThatNoDialectHasIsShownAndReported() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator()
                    .faults()
                    .add(Fault.status(418).on("PUT", "**/commit").nth(2));

            DoctorRun run = DoctorRun.of(instance.emulator(), "--json", "--only", "second-commit,gzip");

            JsonNode unknown = run.finding("second-commit");
            assertThat(unknown.path("answer").asText()).isEqualTo("unknown: please report");
            assertThat(unknown.path("evidence").asText()).contains("418");
            assertThat(run.finding("gzip").path("answer").asText()).isEqualTo("yes");
            assertThat(run.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aQuestionThatTheTokenMayNotAskDoesNotKeepTheOthers() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator()
                    .faults()
                    .add(Fault.status(403).on("GET", "/api/audit/**").times(100));

            DoctorRun run = DoctorRun.of(
                    instance.emulator(), "--json", "--only", "rights,audit-order,report-times,execution-times");

            assertThat(run.finding("audit-order").path("kind").asText()).isEqualTo("not_asked");
            assertThat(run.finding("audit-order").path("evidence").asText()).contains("403");
            assertThat(run.finding("report-times").path("kind").asText()).isEqualTo("answered");
            assertThat(run.finding("rights").path("evidence").asText()).contains("not: activity log 403");
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void aCollectionThatIsNotThereIsSaidAndNoMystery() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run = DoctorRun.of(
                    instance.emulator(), "--json", "--collection", "nowhere", "--only", "appdb-collection,appdb-bulk");

            for (String question : List.of("appdb-collection", "appdb-bulk")) {
                assertThat(run.finding(question).path("kind").asText())
                        .as(run.out())
                        .isEqualTo("not_asked");
                assertThat(run.finding(question).path("evidence").asText()).contains("--collection", "404");
            }
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void theTokenMayNotSeeFilesAndThatIsNoMystery() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator()
                    .faults()
                    .add(Fault.status(403).on("POST", "/**/data-files/**").always());

            DoctorRun run = DoctorRun.of(instance.emulator(), "--json", "--only", "file-path,file-checksum");

            assertThat(run.finding("file-path").path("kind").asText()).isEqualTo("not_asked");
            assertThat(run.finding("file-checksum").path("evidence").asText()).contains("403");
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void aDeletionThatDomoCannotCarryOutNowIsRepeated() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator().faults().add(Fault.status(503).on("DELETE", "/api/data/v3/datasources/*"));

            DoctorRun run = DoctorRun.of(instance.emulator(), "--json", "--only", "key-columns");

            assertThat(run.json().path("left")).isEmpty();
            assertNothingLeft(instance, 1);
        }
    }

    @Test
    void whatCouldNotBeDeletedIsNamed() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator().faults().add(Fault.status(403).on("DELETE", "/api/data/v3/datasources/*"));

            DoctorRun run = DoctorRun.of(instance.emulator(), "--json", "--only", "key-columns,upload-path");

            assertThat(run.json().path("left")).hasSize(1);
            assertThat(run.json().path("left").path(0).asText())
                    .contains("DataSet 'connect-domo-doctor ")
                    .contains(instance.emulator().dataSetsNamed(leftName(run)).get(0));
            assertThat(run.exitCode()).isEqualTo(3);
        }
    }

    private static String leftName(DoctorRun run) throws IOException {
        return run.json().path("left").path(0).asText().replaceAll("^DataSet '([^']*)'.*", "$1");
    }

    @Test
    void theTokenIsShownToNobody() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run = DoctorRun.of(
                    Map.of("DOMO_TOKEN", "a-secret-that-is-wrong"),
                    "--url",
                    instance.emulator().url());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.told()).contains("401").doesNotContain("a-secret");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aWrongTokenEndsWithWhatToCheckAndWhereToMakeOne() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            DoctorRun run = DoctorRun.of(
                    Map.of("DOMO_TOKEN", "wrong"), "--url", instance.emulator().url());

            assertThat(run.told())
                    .contains("The instance could not be asked: below /api: 401")
                    .contains("Access tokens", "--token-file", "expired")
                    .endsWith("Nothing was made in the instance, and no credit was used.\n");
            assertThat(instance.emulator().credits()).isZero();
        }
    }

    @Test
    void whoAnswersOtherwiseIsNotBlamedOnTheToken() throws IOException {
        try (LivelyInstance instance = LivelyInstance.start()) {
            instance.emulator().faults().add(Fault.status(404).always());
            DoctorRun run = DoctorRun.of(instance.emulator());

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.told()).contains("not as Domo's API does").doesNotContain("was refused");
        }
    }

    private static void assertNothingLeft(LivelyInstance instance) {
        assertNothingLeft(instance, 0);
    }

    private static void assertNothingLeft(LivelyInstance instance, int failedDeletions) {
        DomoEmulator emulator = instance.emulator();
        assertThat(emulator.appDb().documents(instance.collection())).isEmpty();
        assertThat(emulator.appDb().datastores()).isEqualTo(1);
        assertThat(left(emulator, "DELETE /datastores/v1/collections/{collection}"))
                .isEqualTo(left(emulator, "POST /datastores/v1/collections"));
        assertThat(emulator.files().files()).isEmpty();
        assertThat(left(emulator, "DELETE /data/v3/datasources/{id}"))
                .isEqualTo(left(emulator, "POST /data/v2/datasources") + failedDeletions);
        assertThat(left(emulator, "DELETE /files/v1/filesets/{fileSet}"))
                .isEqualTo(left(emulator, "POST /files/v1/filesets"));
    }

    private static long left(DomoEmulator emulator, String kind) {
        return emulator.requestCounts().getOrDefault(kind, 0L);
    }
}
