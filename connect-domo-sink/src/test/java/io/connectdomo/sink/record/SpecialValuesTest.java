package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.dataset.ColumnType;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code unrepresentable.value.action}, cell by cell. */
class SpecialValuesTest {
    static Stream<TypeSample> samples() {
        return new SpecialSamples().samples().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyColumnTypeAndAction(TypeSample sample) {
        for (int i = 0; i < TypeSample.COLUMN_TYPES.size(); i++) {
            ColumnType type = TypeSample.COLUMN_TYPES.get(i);
            for (UnrepresentableValueAction action : UnrepresentableValueAction.values()) {
                assertThat(TypesTest.cell(sample, options(action), type.name()))
                        .as("%s in a column of type %s with %s", sample.value(), type, action)
                        .isEqualTo(expected(sample.cells().get(i), action));
            }
        }
    }

    static String expected(String cell, UnrepresentableValueAction action) {
        if (cell.equals(TypeSample.ERRANT)) {
            return cell;
        }
        if (cell.startsWith(SpecialSamples.KEPT)) {
            return cell.substring(1);
        }
        return switch (action) {
            case FAIL -> TypeSample.ERRANT;
            case NULL -> "";
            case CLAMP -> cell;
        };
    }

    /** A key column takes what it can hold, and nothing in the place of the rest. */
    @ParameterizedTest
    @MethodSource("samples")
    void keysAreNeverReplaced(TypeSample sample) {
        for (int i = 0; i < TypeSample.COLUMN_TYPES.size(); i++) {
            String cell = sample.cells().get(i);
            String type = TypeSample.COLUMN_TYPES.get(i).name();
            RecordOptions byKey = RecordOptions.defaults(WriteMode.UPSERT)
                    .withUnrepresentableValueAction(UnrepresentableValueAction.CLAMP);
            Struct value = TypesTest.valueOf(sample);
            Rows keyed = Rows.of(byKey, TypesTest.FIELD + " " + type, "other STRING");
            Rows valued = Rows.of(
                    byKey.withKey(KeySource.RECORD_VALUE, TypesTest.FIELD),
                    TypesTest.FIELD + " " + type,
                    "other STRING");
            if (cell.startsWith(SpecialSamples.KEPT)) {
                keyed.encode(value, value);
                valued.encode(null, value);
                assertThat(keyed.keyLine()).isEqualTo(valued.keyLine()).isNotEmpty();
            } else {
                assertThat(keyed.failure(value, value)).hasMessageContaining("field 'v'");
                assertThat(valued.failure(null, value)).hasMessageContaining("field 'v'");
            }
        }
    }

    private static RecordOptions options(UnrepresentableValueAction action) {
        return RecordOptions.defaults(WriteMode.APPEND).withUnrepresentableValueAction(action);
    }
}
