package io.connectdomo.benchmarks.worker;

import io.connectdomo.local.DataSets.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Orders of a shop as JSON without a schema: ten fields of mixed types, exactly {@link #BYTES} bytes each. */
final class Orders implements Subject {
    static final int BYTES = 230;

    static final List<Column> COLUMNS = List.of(
            Column.of("order_id", "LONG"),
            Column.of("customer", "STRING"),
            Column.of("status", "STRING"),
            Column.of("quantity", "LONG"),
            Column.of("price", "DOUBLE"),
            Column.of("amount", "DECIMAL"),
            Column.of("paid", "STRING"),
            Column.of("created_at", "DATETIME"),
            Column.of("city", "STRING"),
            Column.of("note", "STRING"));

    private static final String[] STATES = {"created", "paid", "packed", "shipped", "delivered", "returned"};
    private static final String[] CITIES = {"Hamburg", "Amsterdam", "Salt Lake City", "Zürich", "Lyon", "Kyoto"};
    private static final String REMARKS = "ring twice, then leave it with the neighbours on the second floor";
    private static final long FIRST_NUMBER = 10_000_000;

    @Override
    public String topic() {
        return "orders";
    }

    @Override
    public String key(long index) {
        return null;
    }

    @Override
    public String value(long index) {
        return json(index);
    }

    /** The worker's, which are for JSON without a schema. */
    @Override
    public Map<String, String> converters() {
        return Map.of();
    }

    @Override
    public Map<String, String> sinkConfig() {
        return Map.of("write.mode", "append");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public long rows(long records) {
        return records;
    }

    /** The same for the same index. Every fiftieth has a note that CSV must quote. */
    static String json(long index) {
        SplittableRandom random = new SplittableRandom(index);
        StringBuilder json = new StringBuilder(BYTES)
                .append("{\"order_id\":")
                .append(FIRST_NUMBER + index)
                .append(",\"customer\":\"customer-")
                .append(random.nextInt(100_000))
                .append("\",\"status\":\"")
                .append(STATES[random.nextInt(STATES.length)])
                .append("\",\"quantity\":")
                .append(1 + random.nextInt(20))
                .append(",\"price\":")
                .append(random.nextInt(100_000) / 100.0)
                .append(",\"amount\":")
                .append(random.nextInt(10_000_000) / 100.0)
                .append(",\"paid\":")
                .append(random.nextBoolean())
                .append(",\"created_at\":\"2026-02-")
                .append(10 + random.nextInt(18))
                .append('T')
                .append(10 + random.nextInt(13))
                .append(":20:")
                .append(10 + random.nextInt(49))
                .append('.')
                .append(100 + random.nextInt(899))
                .append("Z\",\"city\":\"")
                .append(CITIES[random.nextInt(CITIES.length)])
                .append("\",\"note\":\"");
        int left = BYTES - json.toString().getBytes(StandardCharsets.UTF_8).length - "\"}".length();
        String remarks = index % 50 == 0 ? REMARKS : REMARKS.replace(',', ' ');
        return json.append(remarks, 0, left).append("\"}").toString();
    }
}
