package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ChangeEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that the database did not log: Debezium sends a placeholder (delivery.md 2.7). */
class UnavailableValuesTest {
    private static final String PLACEHOLDER = "__debezium_unavailable_value";
    private static final RecordOptions UPSERT =
            RecordOptions.defaults(WriteMode.UPSERT).withFormat(RecordFormat.DEBEZIUM);

    private static Rows upserting(RecordOptions options) {
        return Rows.of(options, "id LONG key", "item STRING");
    }

    static Stream<Object> placeholders() {
        byte[] bytes = PLACEHOLDER.getBytes(StandardCharsets.UTF_8);
        List<Object> ints = new ArrayList<>();
        List<Object> longs = new ArrayList<>();
        for (byte each : bytes) {
            ints.add((int) each);
            longs.add((long) each);
        }
        return Stream.of(
                PLACEHOLDER,
                bytes,
                ByteBuffer.wrap(bytes),
                "{\"" + PLACEHOLDER + "\":\"" + PLACEHOLDER + "\"}",
                Map.of(PLACEHOLDER, PLACEHOLDER),
                List.of(PLACEHOLDER),
                List.of(bytes),
                List.of(UUID.nameUUIDFromBytes(bytes).toString()),
                ints,
                longs);
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void anUnavailableValueIsErrantOrNull(Object placeholder) {
        Map<String, Object> event = Map.of("op", "u", "after", Map.of("id", 1L, "item", placeholder));
        assertThat(upserting(UPSERT).failure(Map.of("id", 1L), event))
                .hasMessageContainingAll("'item'", "REPLICA IDENTITY FULL", "unavailable.value.action=null");
        Rows nulls = upserting(UPSERT.withUnavailableValueAction(UnavailableValueAction.NULL));
        nulls.encode(Map.of("id", 1L), event);
        assertThat(nulls.rowLine()).isEqualTo("1,");
        assertThat(nulls.keyLine()).isEqualTo("1");
    }

    @Test
    void textLikeThePlaceholderIsText() {
        Rows rows = upserting(UPSERT);
        for (String text : List.of("__debezium_unavailable_valu", "x" + PLACEHOLDER, "__debezium_unavailable_valuE")) {
            rows.encode(Map.of("id", 1L), Map.of("op", "u", "after", Map.of("id", 1L, "item", text)));
            assertThat(rows.rowLine()).isEqualTo("1," + text);
        }
        Rows plain = upserting(RecordOptions.defaults(WriteMode.UPSERT));
        plain.encode(Map.of("id", 1L), Map.of("id", 1L, "item", PLACEHOLDER));
        assertThat(plain.rowLine()).isEqualTo("1," + PLACEHOLDER);
    }

    @ParameterizedTest
    @EnumSource(UnavailableValueAction.class)
    void thePlaceholderOfAMapIsNotFlattenedIntoAField(UnavailableValueAction action) {
        RecordOptions options = UPSERT.withFlattening("_")
                .withSchemaEvolution(SchemaEvolution.ADD)
                .withUnavailableValueAction(action);
        Rows rows = Rows.of(options, "id LONG key", "tags_a STRING");
        Map<String, Object> key = Map.of("id", 1L);
        Map<String, Object> event =
                Map.of("op", "u", "after", Map.of("id", 1L, "tags", Map.of(PLACEHOLDER, PLACEHOLDER)));
        if (action == UnavailableValueAction.FAIL) {
            assertThat(rows.failure(key, event)).hasMessageContainingAll("'tags'", "REPLICA IDENTITY");
        } else {
            assertThat(rows.encode(key, event)).isEqualTo(RowKind.UPSERT);
            assertThat(rows.rowLine()).isEqualTo("1,");
        }
        assertThat(NewColumns.of(options, Rows.record(key, event)).orElseThrow())
                .extracting(column -> column.name())
                .containsExactly("id");
    }

    @Test
    void thePlaceholderIsNoKey() {
        ChangeEvents events = new ChangeEvents(true);
        for (UnavailableValueAction action : UnavailableValueAction.values()) {
            RecordOptions options =
                    UPSERT.withKey(KeySource.RECORD_VALUE, "item").withUnavailableValueAction(action);
            Rows rows = Rows.of(options, "id LONG", "item STRING key");
            assertThat(rows.failure(Rows.record(events.key(1), events.update(1, PLACEHOLDER))))
                    .hasMessageContainingAll("'item'", "REPLICA IDENTITY");
            assertThat(rows.failure(Rows.record(events.key(1), events.delete(1, PLACEHOLDER))))
                    .hasMessageContainingAll("'item'", "REPLICA IDENTITY");
        }
    }
}
