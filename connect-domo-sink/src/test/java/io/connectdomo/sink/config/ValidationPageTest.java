package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.validation.LiveCheckReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * This part of docs/validation.md is written from {@link SinkCheck}. After a change: {@code ./mvnw -pl connect-domo-sink -am test
 * -Dtest=ValidationPageTest -Ddocs.update=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class ValidationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "validation.md");

    @Test
    void theCheckedInPageIsWhatTheChecksSay() throws IOException {
        String page = Files.readString(PAGE);
        String written = LiveCheckReference.with(page, "sink", List.of(SinkCheck.values()));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE).hasContent(written);
    }
}
