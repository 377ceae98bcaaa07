package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.dataset.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/types.md is written from what the code does. After a change of types: {@code ./mvnw -pl connect-domo-sink -am test
 * -Dtest=TypeReferenceTest -Ddocs.update=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class TypeReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "types.md");
    private static final String INTRODUCTION = """
            # Types: from records to columns

            Written from the code (`TypeReferenceTest`); not to be edited by hand.

            *Created* is the type of the column that `dataset.auto.create` or `schema.evolution=add` makes for a field of the
            source type. The columns behind it show the cell that an existing column of each type gets for the example; – is a bad
            record, whose message names field, column and reason. Names that begin with `org.apache.kafka` are Connect's logical
            types, those with `io.debezium` Debezium's semantic types; both are told by the name of a field's schema. Without a
            schema (JSON with `schemas.enable=false`) only the value tells: Debezium's numbers are then numbers.

            * DATETIME is UTC; what is finer than a millisecond is cut off, before 1970 too (rounded down). Text keeps it all.
            * A time of day is text. Debezium's may be negative or above 24 hours, because MySQL's TIME is also a difference.
            * Dates and moments have no form in number columns: days, milliseconds or microseconds would be a guess.
            * Years outside 0001 to 9999, infinite dates, NaN and infinite numbers are bad records.
            * Inside JSON, dates, times and decimals are written as in a STRING column, bytes as base64.
            * `io.debezium.data.Bits` and other bytes are base64; a BIT(1) is a boolean.
            * A struct that is one value (a decimal, a point) stays one also with `nested.fields=flatten`.

            """;

    @Test
    void theCheckedInPageIsWhatTheCodeDoes() throws IOException {
        String page = INTRODUCTION + header() + rows();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String header() {
        String types = TypeSample.COLUMN_TYPES.stream().map(ColumnType::name).collect(Collectors.joining(" | "));
        return "| source type | example | created | " + types + " |\n|---|---|---"
                + "|---".repeat(TypeSample.COLUMN_TYPES.size()) + "|\n";
    }

    private static String rows() {
        return TypeSamples.all().stream()
                .filter(TypeSample::isInDocs)
                .map(TypeReferenceTest::row)
                .collect(Collectors.joining());
    }

    private static String row(TypeSample sample) {
        String cells = TypeSample.COLUMN_TYPES.stream()
                .map(type -> shown(TypesTest.cell(sample, type.name())))
                .collect(Collectors.joining(" | "));
        return "| " + sample.source() + " | " + escaped(sample.shown()) + " | " + ColumnTypes.ofSchema(sample.schema())
                + " | " + cells + " |\n";
    }

    /** The value as Domo shows it, without the quotes of CSV. */
    private static String shown(String cell) {
        return cell.equals(TypeSample.ERRANT)
                ? "–"
                : "`" + Rows.parse(cell + "\n").get(0).replace("|", "\\|") + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
