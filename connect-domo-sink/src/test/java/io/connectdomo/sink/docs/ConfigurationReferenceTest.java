package io.connectdomo.sink.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.config.ConfigurationReference;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.config.SinkKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/sink-configuration.md is written from the definition. After a change of a key:
 * {@code ./mvnw -pl connect-domo-sink -am test -Dtest=ConfigurationReferenceTest -Ddocs.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "sink-configuration.md");

    @Test
    void theCheckedInPageIsWhatTheDefinitionSays() throws IOException {
        String page = ConfigurationReference.of("Sink configuration", DomoSinkConfig.definition())
                + "\n## One topic among several\n\n`topic.override.<topic>.<key>` or `topic.override./<regex>/.<key>` sets a key for"
                + " one topic (after SMTs), or for all whose whole name matches; a literal topic wins, two expressions that"
                + " contradict each other are an error. Keys that can be set so: "
                + SinkKeys.OVERRIDABLE.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")) + ".\n";
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }
}
