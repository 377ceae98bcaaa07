package io.connectdomo.doctor.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code schema}.
 *
 * @param connector the sink's configuration, as far as it was given
 * @param bootstrap present where a topic is read, absent where a file is
 * @param records how many to read at most
 */
record SchemaOptions(
        Map<String, String> connector,
        Optional<Path> file,
        Optional<String> bootstrap,
        String topic,
        int records,
        boolean json,
        boolean help) {

    static final String USAGE = """
            Prints the DataSet that dataset.auto.create would make for a topic, by the sink's own code. Nothing is sent to Domo.

            Usage: java -jar connect-domo-doctor.jar schema (--file FILE | --bootstrap HOST:PORT --topic T) [options]
              --file FILE           JSON objects, one after another or in one array: the values of records
              --bootstrap H:P       a broker; with --topic T the first records of the topic's partitions are read
              --config FILE         the connector's configuration as JSON; its transforms are not applied
              --key-fields a,b      short for write.mode=upsert, key.source=record_value, key.fields=a,b
              --topic T             with --file: the topic's name, for dataset.name (topic)
              --records N           how many records to read at most (100)
              --json                the answer as JSON

            A topic is read by the converters of the configuration, of which the doctor has JsonConverter and StringConverter;
            without a configuration it takes JSON, with or without a schema in it.
            Exit code: 0 every record fits that DataSet, 1 some do not, 2 there is no answer.
            """;

    private static final int RECORDS = 100;

    static SchemaOptions of(String... arguments) {
        return new Parser(new ArrayDeque<>(Arrays.asList(arguments))).parse();
    }

    private static final class Parser {
        private final Deque<String> rest;
        private final Map<String, String> connector = new HashMap<>();
        private Path file;
        private String bootstrap;
        private String topic;
        private int records = RECORDS;
        private boolean json;
        private boolean help;

        Parser(Deque<String> arguments) {
            this.rest = arguments;
        }

        SchemaOptions parse() {
            while (!rest.isEmpty()) {
                option(rest.pop());
            }
            boolean one = (file == null) != (bootstrap == null);
            if (!help && (!one || (bootstrap != null && topic == null))) {
                throw new SchemaException(
                        "Say where the records are: --file FILE, or --bootstrap HOST:PORT with --topic T.");
            }
            return new SchemaOptions(
                    Map.copyOf(connector),
                    Optional.ofNullable(file),
                    Optional.ofNullable(bootstrap),
                    topic == null ? "topic" : topic,
                    records,
                    json,
                    help);
        }

        private void option(String name) {
            switch (name) {
                case "--file" -> file = Path.of(value(name));
                case "--bootstrap" -> bootstrap = value(name);
                case "--topic" -> topic = value(name);
                case "--config" -> connector.putAll(configuration(Path.of(value(name))));
                case "--key-fields" -> {
                    connector.put("write.mode", "upsert");
                    connector.put("key.source", "record_value");
                    connector.put("key.fields", value(name));
                }
                case "--records" -> records = number(name);
                case "--json" -> json = true;
                case "--help", "-h" -> help = true;
                default -> throw new SchemaException("schema has no option " + name + "; schema --help lists them.");
            }
        }

        private String value(String name) {
            if (rest.isEmpty() || rest.peek().startsWith("--")) {
                throw new SchemaException(name + " needs a value.");
            }
            return rest.pop();
        }

        private int number(String name) {
            String text = value(name);
            if (!text.matches("[1-9][0-9]{0,5}")) {
                throw new SchemaException(name + " needs a number from 1 to 999999.");
            }
            return Integer.parseInt(text);
        }
    }

    /** The keys alone, or as the REST interface takes them: {@code {"name":…,"config":{…}}}. */
    private static Map<String, String> configuration(Path file) {
        try {
            JsonNode read = Json.parse(Files.readAllBytes(file));
            JsonNode keys = read.path("config").isObject() ? read.path("config") : read;
            if (!keys.isObject()) {
                throw new SchemaException(file + " is no connector's configuration: it must be a JSON object.");
            }
            Map<String, String> connector = new HashMap<>();
            keys.properties()
                    .forEach(key -> connector.put(key.getKey(), key.getValue().asText()));
            return connector;
        } catch (IOException e) {
            throw new SchemaException("The configuration " + file + " could not be read as JSON.", e);
        }
    }
}
