package io.connectdomo.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/metrics.md is written from the catalogues. After a change of a metric: {@code ./mvnw -pl connect-domo-common test
 * -Dtest=MetricsReferenceTest -Ddocs.update=true}.
 */
class MetricsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final List<Metric[]> CATALOGUES = List.of(
            SinkTaskMetric.values(),
            SinkDestinationMetric.values(),
            SourceTaskMetric.values(),
            SourceFeedMetric.values());

    @Test
    void theCheckedInPageIsWhatTheCataloguesSay() throws IOException {
        String page = MetricsReference.page();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void namesAreKafkasStyleAndUniqueInTheirBean() {
        for (Metric[] catalogue : CATALOGUES) {
            List<String> names = Stream.of(catalogue).map(Metric::attribute).toList();
            assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        }
    }

    @Test
    void countersSayTotalAndTimesSayMilliseconds() {
        CATALOGUES.stream().flatMap(Arrays::stream).forEach(metric -> {
            boolean counter = metric.kind() == MetricKind.COUNTER;
            assertThat(metric.attribute().endsWith("-total"))
                    .as(metric.attribute())
                    .isEqualTo(counter);
            boolean time = metric.unit().equals("ms");
            assertThat(metric.attribute().matches(".*-ms(-min|-max)?"))
                    .as(metric.attribute())
                    .isEqualTo(time);
            assertThat(metric.attribute().contains("bytes"))
                    .as(metric.attribute())
                    .isEqualTo(metric.unit().equals("bytes"));
        });
    }
}
