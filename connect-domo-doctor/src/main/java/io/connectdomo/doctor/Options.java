package io.connectdomo.doctor;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The command line.
 *
 * @param connection keys of a connector's configuration that say where the instance is; without the token
 * @param tokenFile empty for the environment
 * @param only ids of questions; empty for all
 * @param patience the longest wait for one thing to show
 */
record Options(
        Map<String, String> connection,
        Optional<Path> tokenFile,
        boolean readOnly,
        boolean json,
        boolean thorough,
        Optional<String> collection,
        OptionalLong stream,
        List<String> only,
        Duration patience,
        boolean help,
        boolean list) {

    static final String USAGE = """
            Asks a Domo instance what Domo's pages leave open, and says what to set in a connector's configuration.

            Usage: java -jar connect-domo-doctor.jar (--instance NAME | --url URL) [options]
               or: java -jar connect-domo-doctor.jar schema --help
              --instance NAME    acme for https://acme.domo.com; a full host name is accepted
              --url URL          base URL without /api, for private hosts and the local emulator
              --token-file FILE  holds the developer access token; without, it is taken from the environment: DOMO_TOKEN
              --set KEY=VALUE    a key of a connector's connection: domo.proxy.url, domo.ssl.truststore.location, …
              --read-only        make nothing in the instance and use no credit; asks fewer questions
              --collection ID    an AppDB collection to write a few documents to and delete them; without, one is made
              --stream ID        the stream whose executions are looked at; without, the first that has run
              --thorough         also what costs many requests: how many searches a minute are answered
              --patience SECONDS how long to wait for one thing to show (30)
              --only ID,ID       these questions alone
              --list             the questions' ids
              --json             the answers as JSON

            Everything it makes is called 'connect-domo-doctor …' and deleted in the end, on Ctrl-C too. It uses about ten credits.
            Exit code: 0 nothing has to be set, 1 the printed lines have to be, 2 it could not ask, 3 an answer is unknown
            or something could not be deleted.
            """;

    /** A command line that can't be understood; the message says why. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Options of(String... arguments) throws Wrong {
        return new Parser(new ArrayDeque<>(Arrays.asList(arguments))).parse();
    }

    private static final class Parser {
        private static final ConfigDef KEYS = DomoConnectionConfig.define(new ConfigDef());
        private static final Duration PATIENCE = Duration.ofSeconds(30);
        private final Deque<String> rest;
        private final Map<String, String> connection = new HashMap<>();
        private Path tokenFile;
        private boolean readOnly;
        private boolean json;
        private boolean thorough;
        private String collection;
        private OptionalLong stream = OptionalLong.empty();
        private List<String> only = List.of();
        private Duration patience = PATIENCE;
        private boolean help;
        private boolean list;

        Parser(Deque<String> arguments) {
            this.rest = arguments;
        }

        Options parse() throws Wrong {
            while (!rest.isEmpty()) {
                option(rest.pop());
            }
            boolean both = connection.containsKey(DomoConnectionConfig.INSTANCE)
                    == connection.containsKey(DomoConnectionConfig.URL);
            if (!help && !list && both) {
                throw new Wrong("Say which instance: either --instance NAME or --url URL.");
            }
            return new Options(
                    Map.copyOf(connection),
                    Optional.ofNullable(tokenFile),
                    readOnly,
                    json,
                    thorough,
                    Optional.ofNullable(collection),
                    stream,
                    only,
                    patience,
                    help,
                    list);
        }

        private void option(String name) throws Wrong {
            switch (name) {
                case "--instance" -> connection.put(DomoConnectionConfig.INSTANCE, value(name));
                case "--url" -> connection.put(DomoConnectionConfig.URL, value(name));
                case "--token-file" -> tokenFile = Path.of(value(name));
                case "--set" -> set(value(name));
                case "--read-only" -> readOnly = true;
                case "--json" -> json = true;
                case "--thorough" -> thorough = true;
                case "--collection" -> collection = value(name);
                case "--stream" -> stream = OptionalLong.of((long) number(name));
                case "--only" -> only = List.of(value(name).split(","));
                case "--patience" -> patience = Duration.ofMillis(Math.round(number(name) * 1000));
                case "--list" -> list = true;
                case "--help", "-h" -> help = true;
                default -> throw unknown(name);
            }
        }

        /** Whatever looks like a token is not repeated: this goes to a terminal, and from there to who knows where. */
        private static Wrong unknown(String name) {
            if (name.startsWith("--token")) {
                return new Wrong(
                        "A token is not taken from the command line, where every user of this machine and the"
                                + " shell's history see it. Put it into the environment (DOMO_TOKEN) or a file (--token-file).");
            }
            return new Wrong(
                    name.startsWith("-") && name.matches("-+[a-z-]+")
                            ? "There is no option " + name + "."
                            : "An argument is not understood: every one belongs to an option.");
        }

        /** A key of the connection, such as that of a proxy; no secret, which every user of this machine would see. */
        private void set(String line) throws Wrong {
            String[] parts = line.split("=", 2);
            ConfigDef.ConfigKey key = KEYS.configKeys().get(parts[0]);
            if (parts.length != 2 || key == null || key.type == ConfigDef.Type.PASSWORD) {
                throw new Wrong("--set takes KEY=VALUE, with a key of a connector's connection that is no secret.");
            }
            connection.put(parts[0], parts[1]);
        }

        private String value(String name) throws Wrong {
            if (rest.isEmpty() || rest.peek().startsWith("--")) {
                throw new Wrong(name + " needs a value.");
            }
            return rest.pop();
        }

        private double number(String name) throws Wrong {
            String text = value(name);
            if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?")) {
                throw new Wrong(name + " needs a positive number.");
            }
            return Double.parseDouble(text);
        }
    }
}
