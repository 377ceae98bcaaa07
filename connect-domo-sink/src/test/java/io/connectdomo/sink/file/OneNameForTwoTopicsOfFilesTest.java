package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** With {@code topics.regex} only the task sees that a name's expression does not tell two topics apart. */
class OneNameForTwoTopicsOfFilesTest extends FileTest {
    @Test
    void isRefusedByTheTask() {
        TopicPartition east = new TopicPartition("east.orders", 0);
        TopicPartition west = new TopicPartition("west.orders", 0);
        Map<String, String> config =
                files("topics.regex", ".*", "file.name", "{{topic:.*\\.(.*)}}-{{partition}}-{{start.offset}}");
        config.remove("topics");
        value(east, Map.of("id", 1L));
        value(west, Map.of("id", 1L));
        assertThat(start(config, east, west).iterateUntilFailure())
                .hasStackTraceContaining("Files of topics east.orders and west.orders");
    }
}
