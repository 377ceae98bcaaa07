package io.connectdomo.benchmarks.worker;

import io.connectdomo.local.DataSets.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Updates of orders as Debezium writes them with {@code JsonConverter}: an envelope with its schema in every record, ten
 * columns of mixed types, over {@link #KEYS} keys. The last record is the only one with its key, so that a batch of so many
 * rows is full with it and not before.
 */
final class Changes implements Subject {
    static final int KEYS = 20_000;

    private static final String JSON_CONVERTER = "org.apache.kafka.connect.json.JsonConverter";
    private static final String[] STATES = {"created", "paid", "packed", "shipped", "delivered", "returned"};
    private static final String[] CITIES = {"Hamburg", "Amsterdam", "Salt Lake City", "Zürich", "Lyon", "Kyoto"};

    private static final String ROW_FIELDS = String.join(
            ",",
            field("int64", false, "order_id"),
            field("string", true, "customer"),
            field("string", true, "status"),
            field("int32", true, "quantity"),
            field("double", true, "price"),
            "{\"type\":\"bytes\",\"optional\":true,\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
                    + "\"parameters\":{\"scale\":\"2\",\"connect.decimal.precision\":\"12\"},\"field\":\"amount\"}",
            field("boolean", true, "paid"),
            "{\"type\":\"int64\",\"optional\":true,\"name\":\"io.debezium.time.MicroTimestamp\",\"version\":1,"
                    + "\"field\":\"created_at\"}",
            field("string", true, "city"),
            field("string", true, "note"));

    private static final String SOURCE_FIELDS = String.join(
            ",",
            field("string", false, "version"),
            field("string", false, "connector"),
            field("string", false, "name"),
            field("int64", false, "ts_ms"),
            field("string", true, "snapshot"),
            field("string", false, "db"),
            field("string", false, "schema"),
            field("string", false, "table"),
            field("int64", true, "txId"),
            field("int64", true, "lsn"));

    private static final String SCHEMA = "{\"type\":\"struct\",\"fields\":["
            + struct(ROW_FIELDS, true, "shop.public.orders.Value", "before")
            + "," + struct(ROW_FIELDS, true, "shop.public.orders.Value", "after")
            + "," + struct(SOURCE_FIELDS, false, "io.debezium.connector.postgresql.Source", "source")
            + "," + field("string", false, "op")
            + "," + field("int64", true, "ts_ms")
            + "],\"optional\":false,\"name\":\"shop.public.orders.Envelope\",\"version\":2}";

    private static final String KEY_SCHEMA = "{\"type\":\"struct\",\"fields\":[" + field("int64", false, "order_id")
            + "],\"optional\":false,\"name\":\"shop.public.orders.Key\"}";

    private final long records;

    /** Of a topic with so many records. */
    Changes(long records) {
        if (records <= KEYS) {
            throw new IllegalArgumentException("More than " + KEYS + " records are needed to update anything");
        }
        this.records = records;
    }

    private static String field(String type, boolean optional, String name) {
        return "{\"type\":\"" + type + "\",\"optional\":" + optional + ",\"field\":\"" + name + "\"}";
    }

    private static String struct(String fields, boolean optional, String name, String field) {
        return "{\"type\":\"struct\",\"fields\":[" + fields + "],\"optional\":" + optional + ",\"name\":\"" + name
                + "\",\"field\":\"" + field + "\"}";
    }

    @Override
    public String topic() {
        return "shop.public.orders";
    }

    /** Every key but the last in the first records, then any of them. */
    private long orderId(long index) {
        if (index == records - 1) {
            return KEYS - 1;
        }
        return index < KEYS - 1 ? index : new SplittableRandom(index).nextInt(KEYS - 1);
    }

    @Override
    public String key(long index) {
        return "{\"schema\":" + KEY_SCHEMA + ",\"payload\":{\"order_id\":" + orderId(index) + "}}";
    }

    @Override
    public String value(long index) {
        SplittableRandom random = new SplittableRandom(index);
        return "{\"schema\":" + SCHEMA + ",\"payload\":{\"before\":null,\"after\":{\"order_id\":" + orderId(index)
                + ",\"customer\":\"customer-" + random.nextInt(100_000)
                + "\",\"status\":\"" + STATES[random.nextInt(STATES.length)]
                + "\",\"quantity\":" + (1 + random.nextInt(20))
                + ",\"price\":" + random.nextInt(100_000) / 100.0
                // 0x1234 to 0xD234 hundredths
                + ",\"amount\":\"" + "ABCDEFGH".charAt(random.nextInt(8)) + "jQ=\""
                + ",\"paid\":" + random.nextBoolean()
                + ",\"created_at\":" + (1_770_000_000_000_000L + index * 1_001)
                + ",\"city\":\"" + CITIES[random.nextInt(CITIES.length)]
                + "\",\"note\":\"" + (index % 50 == 0 ? "ring twice, then leave it" : "leave it with the neighbours")
                + "\"},\"source\":{\"version\":\"3.7.0.Final\",\"connector\":\"postgresql\",\"name\":\"shop\",\"ts_ms\":"
                + (1_770_000_000_000L + index)
                + ",\"snapshot\":\"false\",\"db\":\"shop\",\"schema\":\"public\",\"table\":\"orders\",\"txId\":" + index
                + ",\"lsn\":" + (24_023_128L + index)
                + "},\"op\":\"" + (index < KEYS - 1 ? 'c' : 'u') + "\",\"ts_ms\":" + (1_770_000_000_100L + index)
                + "}}";
    }

    @Override
    public Map<String, String> converters() {
        return Map.of(
                "key.converter",
                JSON_CONVERTER,
                "key.converter.schemas.enable",
                "true",
                "value.converter",
                JSON_CONVERTER,
                "value.converter.schemas.enable",
                "true");
    }

    /** The first commit after taking a partition over waits as long as one attempt may take: not what is measured. */
    @Override
    public Map<String, String> sinkConfig() {
        return Map.of("write.mode", "upsert", "record.format", "debezium", "commit.timeout.ms", "1000");
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.key("order_id", "LONG"));
        columns.addAll(Orders.COLUMNS.subList(1, Orders.COLUMNS.size()));
        return columns;
    }

    @Override
    public long rows(long records) {
        return KEYS;
    }
}
