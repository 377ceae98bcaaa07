package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.sink.DomoSinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** An operator's offsets are refused where they can't have been meant, and where an end is not known they are taken. */
class SinkOffsetsTest {
    private static boolean altered(Map<String, String> config, String topic, int partition, Long offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        offsets.put(new TopicPartition(topic, partition), offset);
        return new DomoSinkConnector().alterOffsets(config, offsets);
    }

    @Test
    void offsetsOfTheConnectorsTopicsAreTaken() {
        for (Map<String, String> config :
                List.of(Map.of("topics", "orders, refunds"), Map.of("topics.regex", "or.*|refunds"))) {
            assertThat(altered(config, "orders", 0, 1000L)).isTrue();
            assertThat(altered(config, "refunds", 3, 0L)).isTrue();
            assertThat(altered(config, "orders", 0, Long.MAX_VALUE))
                    .as("its end is not known")
                    .isTrue();
        }
    }

    @Test
    void thoseOfAnotherTopicAreRefusedByName() {
        for (Map<String, String> config : List.of(Map.of("topics", "orders"), Map.of("topics.regex", "orders\\..*"))) {
            assertThatThrownBy(() -> altered(config, "ordrs", 0, 7L))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("does not read topic ordrs");
            assertThat(altered(config, "ordrs", 0, null))
                    .as("what is left over is cleared")
                    .isTrue();
        }
    }

    @Test
    void aNegativeOffsetIsRefused() {
        assertThatThrownBy(() -> altered(Map.of("topics", "orders"), "orders", 0, -1L))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> altered(Map.of("topics", "orders"), "orders", -1, 1L))
                .isInstanceOf(ConnectException.class);
    }
}
