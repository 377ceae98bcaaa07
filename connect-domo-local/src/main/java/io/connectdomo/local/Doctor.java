package io.connectdomo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged doctor, run against an emulator as a user runs it against an instance. */
public final class Doctor {
    private static final String TOKEN = "DOMO_TOKEN";

    private Doctor() {}

    /**
     * What it answered.
     *
     * @param out its standard output; what it said on the way went to ours
     */
    public record Answers(int exitCode, String out) {}

    /** Runs it with its output in ours; its exit code. */
    public static int show(EmulatorProcess domo, String... arguments) {
        return await(start(command(domo, arguments).inheritIO()));
    }

    /** Runs it and keeps what it answers. */
    public static Answers ask(EmulatorProcess domo, String... arguments) {
        return answers(command(domo, arguments));
    }

    /** Which DataSet auto-create would make: {@code schema}, which needs no Domo. */
    public static Answers draft(String... arguments) {
        List<String> all = new ArrayList<>(List.of("schema"));
        all.addAll(List.of(arguments));
        return answers(command(all));
    }

    private static Answers answers(ProcessBuilder command) {
        Process doctor = start(command.redirectError(ProcessBuilder.Redirect.INHERIT));
        try {
            String out = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answers(await(doctor), out);
        } catch (IOException e) {
            throw new UncheckedIOException("The doctor's answers could not be read", e);
        }
    }

    private static ProcessBuilder command(EmulatorProcess domo, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--url", domo.address().toString()));
        all.addAll(List.of(arguments));
        ProcessBuilder builder = command(all);
        builder.environment().put(TOKEN, domo.token());
        return builder;
    }

    private static ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmCommand.QUICK_START);
        command.addAll(List.of("-jar", Installation.find().doctor().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            Process doctor = builder.start();
            // Asked to stop it deletes what it made, as long as there is someone to delete it.
            Runtime.getRuntime().addShutdownHook(new Thread(doctor::destroy, "stop-doctor"));
            return doctor;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the doctor", e);
        }
    }

    private static int await(Process doctor) {
        try {
            return doctor.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            doctor.destroy();
            throw new StackException("Interrupted while the doctor was asking");
        }
    }
}
