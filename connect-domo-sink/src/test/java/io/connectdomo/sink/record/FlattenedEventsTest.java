package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Events that ExtractNewRecordState has flattened: their mark deletes. */
class FlattenedEventsTest {
    private static Rows upserting(RecordOptions options) {
        return Rows.of(options, "id LONG key", "item STRING");
    }

    @Test
    void aFlattenedEventWithItsMarkDeletes() {
        for (Object mark : List.of("true", true)) {
            Rows rows = upserting(RecordOptions.defaults(WriteMode.UPSERT));
            assertThat(rows.encode(Map.of("id", 1L), Map.of("id", 1L, "__deleted", mark)))
                    .isEqualTo(RowKind.DELETE);
            assertThat(rows.keyLine()).isEqualTo("1");
        }
        for (Object mark : List.of("false", false)) {
            Rows rows = upserting(RecordOptions.defaults(WriteMode.UPSERT));
            assertThat(rows.encode(Map.of("id", 1L), Map.of("id", 1L, "item", "a", "__deleted", mark)))
                    .isEqualTo(RowKind.UPSERT);
            assertThat(rows.rowLine()).isEqualTo("1,a");
        }
    }

    @Test
    void theMarkOfAStructNeedsNoColumnButFillsOne() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("__deleted", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct live = new Struct(schema).put("id", 1L).put("__deleted", "false");
        Struct dead = new Struct(schema).put("id", 1L).put("__deleted", "true");
        RecordOptions upsert = RecordOptions.defaults(WriteMode.UPSERT);
        for (RecordOptions options : List.of(upsert, upsert.withFlattening("_"))) {
            Rows without = upserting(options);
            without.encode(Map.of("id", 1L), live);
            assertThat(without.rowLine()).isEqualTo("1,");
            assertThat(without.encode(Map.of("id", 1L), dead)).isEqualTo(RowKind.DELETE);
            Rows with = Rows.of(options, "id LONG key", "__deleted STRING");
            with.encode(Map.of("id", 1L), live);
            assertThat(with.rowLine()).isEqualTo("1,false");
        }
        Rows byValue = upserting(upsert.withKey(KeySource.RECORD_VALUE, "id"));
        assertThat(byValue.encode(null, dead)).isEqualTo(RowKind.DELETE);
        assertThat(byValue.keyLine()).isEqualTo("1");
    }

    @Test
    void inAppendTheMarkIsAFieldLikeAnyOther() {
        assertThat(Rows.appending("id LONG", "__deleted STRING").line(Map.of("id", 1L, "__deleted", "true")))
                .isEqualTo("1,true");
        assertThat(Rows.appending("id LONG", "item STRING").failure(null, Map.of("id", 1L, "__deleted", "true")))
                .hasMessageContaining("'__deleted'");
    }
}
