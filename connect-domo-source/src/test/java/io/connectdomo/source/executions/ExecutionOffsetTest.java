package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.source.feed.OffsetFields;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class ExecutionOffsetTest {
    private static final Map<String, String> PARTITION = Map.of("feed", "stream-executions", "stream", "371");

    @Test
    @SuppressWarnings("unchecked")
    void itsBytesAreTheSameBehindTheConvertersRoundTrip() {
        ExecutionOffset offset = new ExecutionOffset(7, "8:ffffffff;9:0", "9:12ab");
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            byte[] bytes = converter.fromConnectData("offsets", null, offset.toMap());
            Object back = converter.toConnectData("offsets", bytes).value();
            ExecutionOffset read = of((Map<String, Object>) back);
            assertThat(read).isEqualTo(offset);
            assertThat(converter.fromConnectData("offsets", null, read.toMap())).isEqualTo(bytes);
        }
    }

    @Test
    void whatCameLastWinsAndWhatTheFloorHasPassedIsForgotten() {
        assertThat(new ExecutionOffset(7, "7:1;8:ffffffff;9:0", "9:12ab").emitted())
                .isEqualTo(Map.of(8L, -1, 9L, 0x12ab));
    }

    @Test
    void anOperatorMayRewindByTheFloorAlone() {
        assertThat(of(Map.of("v", 1, "floor", 34_000))).isEqualTo(ExecutionOffset.at(34_000));
    }

    @Test
    void whatIsWrongIsSaidWithThePartition() {
        refuses(Map.of(), "v");
        refuses(Map.of("v", 2, "floor", 1), "version 1");
        refuses(Map.of("v", 1), "floor");
        refuses(Map.of("v", 1, "floor", -1), "executionId");
        refuses(Map.of("v", 1, "floor", 1, "open", "eight"), "id:version");
        refuses(Map.of("v", 1, "floor", 1, "settled", 5), "settled");
    }

    private static void refuses(Map<String, Object> offset, String said) {
        assertThatThrownBy(() -> of(offset))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("371")
                .hasMessageContaining(said);
    }

    private static ExecutionOffset of(Map<String, Object> offset) {
        return ExecutionOffset.of(new OffsetFields(PARTITION, new HashMap<>(offset)));
    }
}
