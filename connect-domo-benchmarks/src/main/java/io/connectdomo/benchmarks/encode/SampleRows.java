package io.connectdomo.benchmarks.encode;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Rows as a shop has them, ten columns of mixed types repeated as often as asked for. Maps hold what a JSON converter
 * without schemas gives: text for moments, doubles for amounts. Every hundredth or so text needs quotes or is not ASCII.
 */
final class SampleRows {
    static final int ROWS = 1000;

    /**
     * Cells of different rows, after which the rows come again: a worker encodes what its converter has just made, while
     * 200 000 objects would measure how fast memory is.
     */
    private static final int DISTINCT_CELLS = 10_000;

    private static final int KINDS = 10;
    private static final String[] NAMES = {
        "order_id", "customer", "status", "quantity", "price", "amount", "paid", "created_at", "city", "note"
    };
    private static final ColumnType[] TYPES = {
        ColumnType.LONG, ColumnType.STRING, ColumnType.STRING, ColumnType.LONG, ColumnType.DOUBLE,
        ColumnType.DECIMAL, ColumnType.STRING, ColumnType.DATETIME, ColumnType.STRING, ColumnType.STRING
    };
    private static final String[] STATES = {"created", "paid", "packed", "shipped", "delivered", "returned"};
    private static final String[] CITIES = {"Hamburg", "Amsterdam", "Salt Lake City", "Zürich", "Lyon", "Kyoto"};

    private final int columns;
    private final Random random = new Random(42);

    SampleRows(int columns) {
        this.columns = columns;
    }

    DataSetSchema dataSet() {
        List<Column> all = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            all.add(Column.of(name(i), TYPES[i % KINDS]));
        }
        return new DataSetSchema(all);
    }

    /** Cells in the order of the columns, null for NULL; moments and decimals as logical types. */
    Object[][] cells() {
        Object[][] rows = new Object[distinctRows()][columns];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < columns; i++) {
                rows[row][i] = cell(i % KINDS, row);
            }
        }
        return rows;
    }

    /** {@link #ROWS} of them, the first ones again where there are fewer. */
    static <T> T[] repeated(T[] rows) {
        T[] all = Arrays.copyOf(rows, ROWS);
        for (int i = rows.length; i < ROWS; i++) {
            all[i] = all[i - rows.length];
        }
        return all;
    }

    private int distinctRows() {
        return Math.min(ROWS, DISTINCT_CELLS / columns);
    }

    SinkRecord[] structs(Object[][] cells) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int i = 0; i < columns; i++) {
            builder.field(name(i), schema(i % KINDS));
        }
        Schema schema = builder.build();
        SinkRecord[] records = new SinkRecord[cells.length];
        for (int row = 0; row < cells.length; row++) {
            Struct struct = new Struct(schema);
            for (int i = 0; i < columns; i++) {
                struct.put(schema.fields().get(i), cells[row][i]);
            }
            records[row] = new SinkRecord("orders", 0, null, null, schema, struct, row);
        }
        return repeated(records);
    }

    SinkRecord[] maps(Object[][] cells) {
        SinkRecord[] records = new SinkRecord[cells.length];
        for (int row = 0; row < cells.length; row++) {
            Map<String, Object> map = new HashMap<>();
            for (int i = 0; i < columns; i++) {
                // A converter makes new names and values for every record.
                map.put(new String(name(i).toCharArray()), asJson(cells[row][i]));
            }
            records[row] = new SinkRecord("orders", 0, null, null, null, map, row);
        }
        return repeated(records);
    }

    private static Object asJson(Object cell) {
        if (cell instanceof Date date) {
            return date.toInstant().toString();
        }
        return cell instanceof BigDecimal decimal ? (Object) decimal.doubleValue() : cell;
    }

    private static String name(int index) {
        return index < KINDS ? NAMES[index] : NAMES[index % KINDS] + "_" + index / KINDS;
    }

    private static Schema schema(int kind) {
        return switch (kind) {
            case 0, 3 -> Schema.OPTIONAL_INT64_SCHEMA;
            case 4 -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case 5 -> Decimal.builder(2).optional().build();
            case 6 -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case 7 -> Timestamp.builder().optional().build();
            default -> Schema.OPTIONAL_STRING_SCHEMA;
        };
    }

    private Object cell(int kind, int row) {
        return switch (kind) {
            case 0 -> 10_000_000L + row;
            case 1 -> "customer-" + random.nextInt(100_000);
            case 2 -> STATES[random.nextInt(STATES.length)];
            case 3 -> (long) random.nextInt(20);
            case 4 -> random.nextInt(100_000) / 100.0;
            case 5 -> BigDecimal.valueOf(random.nextInt(10_000_000), 2);
            case 6 -> random.nextBoolean();
            case 7 -> Date.from(Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(1_000_000_000)));
            case 8 -> CITIES[random.nextInt(CITIES.length)];
            default ->
                row % 10 == 0 ? null : row % 50 == 1 ? "leave it \"here\", please" : "no remarks on order " + row;
        };
    }
}
