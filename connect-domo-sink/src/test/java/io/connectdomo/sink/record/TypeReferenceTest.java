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
            * **A key loses no digits.** What its column would cut or round is a bad record: micro- and nanoseconds in a DATETIME, the
              milliseconds too with `domo.compat.datetime.fraction=none`, a decimal or a whole number that a DOUBLE does not show to the
              last digit. Make the key column STRING. Key columns that are created for types finer than milliseconds are STRING;
              outside the key they are DATETIME.
            * In a key, equal values are one text: a ZonedTimestamp or IsoTimestamp is written in UTC, without zeros at the end of its
              fraction (`2024-02-29T12:15:30.100+02:00` as `2024-02-29T10:15:30.1Z`, which is what Debezium writes but for columns of a
              fixed number of digits), a VariableScaleDecimal without zeros at its end. A Decimal has the scale of its schema.
            * Text in a number column is the number: in a LONG key `007` and `7` are one. Make the key column STRING where zeros count.
            * A time of day is text. Debezium's may be negative or above 24 hours, because MySQL's TIME is also a difference.
            * Dates and moments have no form in number columns: days, milliseconds or microseconds would be a guess.
            * What becomes of infinite and far dates, NaN and infinite numbers is said in the second table.
            * A value that its column would cut (1.5 in a LONG, a time of day in a DATE), and one of another kind (`abc` in a LONG), is a
              bad record whatever is set: another type of column is what helps.
            * Inside JSON, dates, times and decimals are written as in a STRING column, bytes as base64.
            * `io.debezium.data.Bits` and other bytes are base64; a BIT(1) is a boolean.
            * A struct that is one value (a decimal, a point) stays one also with `nested.fields=flatten`.

            """;

    private static final String SPECIAL = """

            ## Values that a column can't hold

            `unrepresentable.value.action` says what becomes of a proper value that is beyond what its column can hold. In the table,
            cells in *italics* are those of `clamp`; with `null` they are NULL and with `fail`, the default, the record is a bad record.
            The other cells are the same whatever is set. In a **key** nothing is ever replaced: cells in italics are bad records there.

            * Dates and moments: the first and last that there is. DATETIME is without `.999` with
              `domo.compat.datetime.fraction=none`. Times: the least and greatest TIME of MySQL.
            * NaN, infinite and too large numbers are NULL with `clamp` too: any number would be invented.
            * The greatest and least number of the type is an infinity for each of Debezium's date and time types.
            * What PostgreSQL's infinite dates are in Debezium (3.7) depends on `time.precision.mode`, and on whether a snapshot or the log
              tells of them. Several lie at the wrong end of time; they are known by what they are, the day more or less by which the
              time zone of Debezium moves them included.
            * MySQL's zero dates (`0000-00-00`), where they come as such, are before all others.
            * Inside JSON (arrays, maps, structs, documents of AppDB, lines of `file.format=jsonl`) it costs the element, not the record: null
              or, for dates, the text of a STRING column. A field of `appdb.date.fields` that is no date at all is treated likewise, and
              null with `clamp`.
            * In headers (`metadata.columns`) nothing is refused: NaN, Infinity, -Infinity, infinity and -infinity are written as text.
            * Each value is counted (`unrepresentable-values-total`), each field is told once in the log.
            * **Kafka's JsonConverter with schemas makes 0.0 of NaN and infinite numbers** before any sink sees them: it writes them as
              text, and reads text where a number is wanted as 0. Without schemas they stay text (`NaN`), which number columns take
              for what it is. Avro and Protobuf carry them as they are.

            """;

    @Test
    void theCheckedInPageIsWhatTheCodeDoes() throws IOException {
        String page = INTRODUCTION + header(true) + rows() + SPECIAL + header(false) + specialRows();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String header(boolean created) {
        String types = TypeSample.COLUMN_TYPES.stream().map(ColumnType::name).collect(Collectors.joining(" | "));
        return "| source type | " + (created ? "example | created" : "value") + " | " + types + " |\n"
                + "|---".repeat(TypeSample.COLUMN_TYPES.size() + (created ? 3 : 2)) + "|\n";
    }

    private static String specialRows() {
        return new SpecialSamples()
                .samples().stream()
                        .filter(TypeSample::isInDocs)
                        .map(TypeReferenceTest::specialRow)
                        .collect(Collectors.joining());
    }

    private static String specialRow(TypeSample sample) {
        String cells = TypeSample.COLUMN_TYPES.stream()
                .map(type -> specialCell(sample, type.name()))
                .collect(Collectors.joining(" | "));
        return "| " + sample.source() + " | " + escaped(sample.shown()) + " | " + cells + " |\n";
    }

    private static String specialCell(TypeSample sample, String type) {
        RecordOptions options = RecordOptions.defaults(WriteMode.APPEND);
        String failing = TypesTest.cell(sample, options, type);
        String clamped =
                TypesTest.cell(sample, options.withUnrepresentableValueAction(UnrepresentableValueAction.CLAMP), type);
        if (clamped.equals(failing)) {
            return clamped.length() > 50 ? "`" + clamped.substring(0, 4) + "…`" : shown(clamped);
        }
        return clamped.isEmpty() ? "*NULL*" : "*" + shown(clamped) + "*";
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
