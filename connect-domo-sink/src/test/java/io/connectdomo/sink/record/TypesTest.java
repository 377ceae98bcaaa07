package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every column type makes of every source type, cell by cell. */
class TypesTest {
    static final String FIELD = "v";

    static Stream<TypeSample> samples() {
        return TypeSamples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyColumnType(TypeSample sample) {
        for (int i = 0; i < TypeSample.COLUMN_TYPES.size(); i++) {
            assertThat(cell(sample, TypeSample.COLUMN_TYPES.get(i).name()))
                    .as("in a column of type " + TypeSample.COLUMN_TYPES.get(i))
                    .isEqualTo(sample.cells().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theCreatedColumn(TypeSample sample) {
        RecordOptions append = RecordOptions.defaults(WriteMode.APPEND);
        assertThat(NewColumns.of(append, Rows.record(null, valueOf(sample))).orElseThrow())
                .singleElement()
                .satisfies(column -> assertThat(column.type()).isEqualTo(sample.created()));
    }

    /** A decimal or a point is a struct only on its way here. */
    @ParameterizedTest
    @MethodSource("samples")
    void flatteningLeavesSemanticTypesWhole(TypeSample sample) {
        if (SemanticType.of(sample.schema()) != null) {
            RecordOptions flat = RecordOptions.defaults(WriteMode.APPEND).withFlattening("_");
            Rows rows = Rows.of(flat, FIELD + " STRING", "other STRING");
            assertThat(outcome(rows, valueOf(sample))).isEqualTo(sample.cells().get(0));
            assertThat(NewColumns.of(flat, Rows.record(null, valueOf(sample))).orElseThrow())
                    .singleElement()
                    .satisfies(column -> assertThat(column.type()).isEqualTo(sample.created()));
        }
    }

    @Test
    void noSemanticTypeIsWithoutASample() {
        List<String> sampled = samples().map(TypeSample::source).toList();
        assertThat(Stream.of(SemanticType.values())
                        .map(SemanticType::schemaName)
                        .collect(Collectors.toList()))
                .isSubsetOf(sampled)
                .doesNotHaveDuplicates();
    }

    @Test
    void theNameOfAStrangersSchemaSaysNothing() {
        Schema schema = SchemaBuilder.int32().name("com.acme.Date").build();
        Struct value = new Struct(SchemaBuilder.struct().field(FIELD, schema).build()).put(FIELD, 5);
        assertThat(outcome(Rows.appending(FIELD + " LONG", "other STRING"), value))
                .isEqualTo("5");
    }

    static String cell(TypeSample sample, String columnType) {
        return cell(sample, RecordOptions.defaults(WriteMode.APPEND), columnType);
    }

    static String cell(TypeSample sample, RecordOptions options, String columnType) {
        return outcome(Rows.of(options, FIELD + " " + columnType, "other STRING"), valueOf(sample));
    }

    static Struct valueOf(TypeSample sample) {
        Schema schema = SchemaBuilder.struct().field(FIELD, sample.schema()).build();
        return new Struct(schema).put(FIELD, sample.value());
    }

    private static String outcome(Rows rows, Struct value) {
        try {
            String line = rows.line(value);
            return line.substring(0, line.length() - 1);
        } catch (BadRecordException e) {
            assertThat(e).hasMessageContainingAll(Rows.TOPIC, FIELD);
            return TypeSample.ERRANT;
        }
    }
}
