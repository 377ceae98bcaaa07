package io.connectdomo.doctor;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.doctor.question.Questions;
import io.connectdomo.doctor.schema.SchemaCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** {@code java -jar connect-domo-doctor.jar}: its command line is in {@link Options}, that of {@code schema} with that command. */
public final class Main {
    static final int COULD_NOT_ASK = 2;
    private static final String TOKEN = "DOMO_TOKEN";

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream told;

    /**
     * @param out for the answers
     * @param told for what is being done
     */
    Main(Map<String, String> environment, PrintStream out, PrintStream told) {
        this.environment = environment;
        this.out = out;
        this.told = told;
    }

    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        System.exit(new Main(System.getenv(), out, utf8(FileDescriptor.err)).run(arguments));
    }

    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    /** The exit code. */
    int run(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals("schema")) {
            return new SchemaCommand(out, told).run(Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        try {
            Options options = Options.of(arguments);
            if (options.help()) {
                out.print(Options.USAGE);
                return 0;
            }
            if (options.list()) {
                Questions.of(null, true).forEach(question -> out.printf("%-20s %s%n", question.id(), question.title()));
                return 0;
            }
            return new Visit(options, out, told).run(keys(options));
        } catch (Options.Wrong wrong) {
            told.println(wrong.getMessage());
            told.println("--help lists the options.");
            return COULD_NOT_ASK;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            told.println("Stopped.");
            return COULD_NOT_ASK;
        }
    }

    /** A connector's connection, as its own rules want it. */
    private Map<String, String> keys(Options options) throws Options.Wrong {
        Map<String, String> keys = new HashMap<>(options.connection());
        keys.put(DomoConnectionConfig.TOKEN, token(options.tokenFile()));
        check(keys);
        return keys;
    }

    private static void check(Map<String, String> keys) throws Options.Wrong {
        Map<String, ConfigValue> values =
                DomoConnectionConfig.define(new ConfigDef()).validateAll(keys);
        DomoConnectionConfig.validate(values);
        List<String> errors = values.values().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
        if (!errors.isEmpty()) {
            throw new Options.Wrong(String.join("\n", errors));
        }
    }

    private String token(Optional<Path> file) throws Options.Wrong {
        String token = file.isPresent() ? content(file.get()) : environment.getOrDefault(TOKEN, "");
        if (token.isBlank()) {
            throw new Options.Wrong("There is no developer access token in "
                    + file.map(Path::toString).orElse("the environment (" + TOKEN + ")")
                    + ". Domo makes one under Admin > Authentication > Access tokens.");
        }
        return token.strip();
    }

    private static String content(Path file) throws Options.Wrong {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Options.Wrong("The token's file " + file + " could not be read: " + e.getMessage());
        }
    }
}
