package io.connectdomo.common.config;

import java.util.List;

/** The names of the converters that come with Kafka, which is all that is known of any. */
public final class ConverterNames {
    private static final List<String> PACKAGES = List.of(
            "org.apache.kafka.connect.storage.",
            "org.apache.kafka.connect.converters.",
            "org.apache.kafka.connect.json.");

    private ConverterNames() {}

    /** The simple name of one of Kafka's, or an alias; empty for a class of anybody else, whatever it is called. */
    public static String ofKafka(String written) {
        if (written.indexOf('.') < 0) {
            return written;
        }
        return PACKAGES.stream()
                .filter(written::startsWith)
                .map(each -> written.substring(each.length()))
                .findFirst()
                .orElse("");
    }
}
