package io.connectdomo.source.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.config.ConfigurationReference;
import io.connectdomo.source.config.DomoSourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/source-configuration.md is written from the definition. After a change of a key:
 * {@code ./mvnw -pl connect-domo-source -am test -Dtest=ConfigurationReferenceTest -Ddocs.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "source-configuration.md");

    @Test
    void theCheckedInPageIsWhatTheDefinitionSays() throws IOException {
        String page = ConfigurationReference.of("Source configuration", DomoSourceConfig.definition());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }
}
