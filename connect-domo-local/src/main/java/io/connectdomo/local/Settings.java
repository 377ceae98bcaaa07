package io.connectdomo.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Writes the configuration files of the children. */
final class Settings {
    private static final String LOGGING = "log4j2.properties";

    private Settings() {}

    /** As a properties file, with what must be escaped escaped, in alphabetical order. */
    static void write(Path file, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(new TreeMap<>(settings));
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Kafka's processes log to standard output, without the pages of configuration they print at each start. */
    static void writeLogging(Path directory) {
        write(
                directory.resolve(LOGGING),
                Map.ofEntries(
                        Map.entry("appender.console.type", "Console"),
                        Map.entry("appender.console.name", "console"),
                        Map.entry("appender.console.layout.type", "PatternLayout"),
                        Map.entry(
                                "appender.console.layout.pattern",
                                "%d{HH:mm:ss.SSS} %-5p %c{1} %X{connector.context}%m%n"),
                        Map.entry("rootLogger.level", "INFO"),
                        Map.entry("rootLogger.appenderRef.console.ref", "console"),
                        Map.entry("logger.config.name", "org.apache.kafka.common.config.AbstractConfig"),
                        Map.entry("logger.config.level", "WARN"),
                        Map.entry("logger.coordinator.name", "org.apache.kafka.coordinator"),
                        Map.entry("logger.coordinator.level", "WARN")));
    }

    static String loggingOption(Path directory) {
        return "-Dlog4j2.configurationFile=" + directory.resolve(LOGGING).toUri();
    }
}
