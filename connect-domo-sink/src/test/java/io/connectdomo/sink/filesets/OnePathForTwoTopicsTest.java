package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.DomoSinkConnector;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code fileset.path} that gives two topics one path, where the files of one would replace those of the other. */
class OnePathForTwoTopicsTest extends FileSetTest {
    private static final TopicPartition MANUALS = new TopicPartition("manuals", 0);
    private static final TopicPartition PICTURES = new TopicPartition("pictures", 0);

    private static ConfigValue path(Map<String, String> config) {
        return new DomoSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> value.name().equals("fileset.path"))
                        .findFirst()
                        .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/{{key}}", "{{partition}}-{{offset}}", "all.txt"})
    void isRefusedByValidationAndByTheTask(String template) {
        Map<String, String> config = files("topics", "manuals,pictures", "fileset.path", template);
        assertThat(path(config).errorMessages())
                .singleElement()
                .asString()
                .contains("manuals", "pictures", fileSet, template, "{{topic}}");
        add(MANUALS, "a", "text");
        add(PICTURES, "a", "text");
        assertThat(start(config, MANUALS, PICTURES).iterateUntilFailure())
                .hasStackTraceContaining("Topics manuals and pictures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{topic}}/{{key}}", "{{header:path}}", "{{field:name}}.json"})
    void isNoneWhereItNamesTheTopicOrTheRecordNamesItsPlace(String template) {
        assertThat(path(files("topics", "manuals,pictures", "fileset.path", template))
                        .errorMessages())
                .isEmpty();
    }

    @Test
    void isAChoiceWhereItIsWrittenOutForEach() {
        assertThat(path(files(
                                "topics",
                                "manuals,pictures",
                                "topic.override.manuals.fileset.path",
                                "{{key}}",
                                "topic.override.pictures.fileset.path",
                                "{{key}}"))
                        .errorMessages())
                .isEmpty();
        assertThat(path(files("topics", "manuals,pictures", "topic.override.pictures.fileset.id", "another"))
                        .errorMessages())
                .isEmpty();
    }
}
