package io.connectdomo.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.emulator.DomoEmulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of the doctor, as from its command line.
 *
 * @param out what it printed as its answer
 * @param told what it said on the way
 */
record DoctorRun(int exitCode, String out, String told) {

    static DoctorRun of(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int exitCode = new Main(environment, stream(out), stream(told)).run(arguments);
        return new DoctorRun(exitCode, out.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    }

    static DoctorRun of(DomoEmulator emulator, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--url", emulator.url()));
        all.addAll(List.of(arguments));
        return of(Map.of("DOMO_TOKEN", emulator.token()), all.toArray(String[]::new));
    }

    JsonNode json() throws IOException {
        return Json.parse(out.getBytes(StandardCharsets.UTF_8));
    }

    /** What was answered to a question, with its evidence. */
    JsonNode finding(String id) throws IOException {
        for (JsonNode finding : json().path("questions")) {
            if (finding.path("id").asText().equals(id)) {
                return finding;
            }
        }
        throw new AssertionError("The question " + id + " was not asked:\n" + out + told);
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
