package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.AvroConverter;
import io.apicurio.registry.utils.converter.SerdeBasedConverter;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.Test;

/** Records that a real Avro converter makes of Avro's bytes. In place of a schema registry the test has the one schema. */
class AvroTest extends CreationTest {
    private static final Schema ORDER = new Schema.Parser().parse("""
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "long"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "code", "type": ["string", "null"], "default": "none"},
              {"name": "seen", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "day", "type": {"type": "int", "logicalType": "date"}},
              {"name": "at", "type": {"type": "int", "logicalType": "time-millis"}},
              {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}},
              {"name": "status", "type": {"type": "enum", "name": "Status", "symbols": ["OPEN", "CLOSED"]}},
              {"name": "ref", "type": ["null", "int", "string"]},
              {"name": "tags", "type": {"type": "array", "items": "string"}},
              {"name": "counts", "type": {"type": "map", "values": "int"}},
              {"name": "digest", "type": {"type": "fixed", "name": "Digest", "size": 2}},
              {"name": "address", "type": ["null", {"type": "record", "name": "Address", "fields": [
                {"name": "city", "type": "string"}, {"name": "zip", "type": ["null", "int"]}]}]},
              {"name": "micros", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "ratio", "type": "float"},
              {"name": "big", "type": "double"},
              {"name": "flag", "type": "boolean"}]}
            """);
    private static final Instant SEEN = Instant.parse("2024-02-29T10:15:30.007Z");

    /** What the converter hands the bytes to. */
    public static final class OneSchema implements Deserializer<GenericRecord> {
        @Override
        public GenericRecord deserialize(String topic, byte[] data) {
            try {
                return new GenericDatumReader<GenericRecord>(ORDER)
                        .read(null, DecoderFactory.get().binaryDecoder(data, null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static GenericRecord order(long id) {
        GenericRecord order = new GenericData.Record(ORDER);
        order.put("id", id);
        order.put("seen", SEEN.toEpochMilli());
        order.put("day", (int) LocalDate.of(2024, 2, 29).toEpochDay());
        order.put("at", 36_930_007);
        order.put(
                "price",
                new Conversions.DecimalConversion()
                        .toBytes(
                                new BigDecimal("12.50"),
                                null,
                                ORDER.getField("price").schema().getLogicalType()));
        order.put("status", new GenericData.EnumSymbol(ORDER.getField("status").schema(), "CLOSED"));
        order.put("tags", List.of("a", "b"));
        order.put("counts", Map.of("x", 1));
        order.put("digest", new GenericData.Fixed(ORDER.getField("digest").schema(), new byte[] {1, 2}));
        order.put("micros", SEEN.toEpochMilli() * 1000 + 5);
        order.put("ratio", 0.5f);
        order.put("big", 1e300);
        order.put("flag", true);
        return order;
    }

    private void send(long id, Consumer<GenericRecord> more) {
        GenericRecord order = order(id);
        more.accept(order);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try (AvroConverter<GenericRecord> real = new AvroConverter<>()) {
            new GenericDatumWriter<GenericRecord>(ORDER).write(order, encoder);
            encoder.flush();
            real.configure(
                    Map.of(
                            SerdeBasedConverter.REGISTRY_CONVERTER_DESERIALIZER_PARAM,
                            OneSchema.class.getName(),
                            "apicurio.registry.url", // of the serializer, which is not used
                            "http://localhost:1"),
                    false);
            SchemaAndValue value = real.toConnectData("orders", bytes.toByteArray());
            topics.add(ORDERS_0, new SchemaAndValue(null, null), value, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GenericRecord address(String city) {
        GenericRecord address = new GenericData.Record(
                ORDER.getField("address").schema().getTypes().get(1));
        address.put("city", city);
        return address;
    }

    private String deliver(String... more) {
        ScriptedWorker worker = start(creating(more), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        domo.index(id);
        return id;
    }

    private static ColumnSpec column(String name, ColumnType type) {
        return ColumnSpec.of(name, type);
    }

    /** A union of more than NULL and one type is a struct with a field for each; of a moment in microseconds the converter tells nothing. */
    @Test
    void everyTypeBecomesItsColumn() {
        send(1, order -> order.put("ref", 7));
        String id = deliver();
        assertThat(domo.columns(id))
                .containsExactly(
                        column("id", ColumnType.LONG),
                        column("note", ColumnType.STRING),
                        column("code", ColumnType.STRING),
                        column("seen", ColumnType.DATETIME),
                        column("day", ColumnType.DATE),
                        column("at", ColumnType.STRING),
                        column("price", ColumnType.DECIMAL),
                        column("status", ColumnType.STRING),
                        column("ref", ColumnType.STRING),
                        column("tags", ColumnType.STRING),
                        column("counts", ColumnType.STRING),
                        column("digest", ColumnType.STRING),
                        column("address", ColumnType.STRING),
                        column("micros", ColumnType.LONG),
                        column("ratio", ColumnType.DOUBLE),
                        column("big", ColumnType.DOUBLE),
                        column("flag", ColumnType.STRING));
    }

    @Test
    void everyValueArrives() {
        send(1, order -> {
            order.put("note", "x");
            order.put("ref", 7);
            order.put("address", address("Graz"));
        });
        send(2, order -> order.put("ref", "seven"));
        List<Map<String, Object>> rows = rowsOf(deliver());
        assertThat(rows.get(0))
                .containsEntry("note", "x")
                .containsEntry("status", "CLOSED")
                .containsEntry("ref", "{\"int\":7,\"string\":null}")
                .containsEntry("tags", "[\"a\",\"b\"]")
                .containsEntry("counts", "{\"x\":1}")
                .containsEntry("digest", "AQI=")
                .containsEntry("address", "{\"city\":\"Graz\",\"zip\":null}")
                .containsEntry("at", "10:15:30.007")
                .containsEntry("flag", "true");
        assertThat(rows.get(0).get("seen")).hasToString("2024-02-29T10:15:30.007");
        assertThat(rows.get(0).get("day")).hasToString("2024-02-29");
        assertThat(new BigDecimal(rows.get(0).get("price").toString())).isEqualByComparingTo("12.50");
        assertThat(rows.get(0).get("micros")).isEqualTo(1_709_201_730_007_005L);
        assertThat(rows.get(1)).containsEntry("ref", "{\"int\":null,\"string\":\"seven\"}");
    }

    /** NULL stays NULL, also where the field has another default. */
    @Test
    void nullIsNoDefault() {
        send(1, order -> {});
        assertThat(rowsOf(deliver()).get(0))
                .containsEntry("note", null)
                .containsEntry("code", null)
                .containsEntry("address", null);
    }

    @Test
    void unionsAndRecordsCanBeColumnsOfTheirOwn() {
        send(1, order -> {
            order.put("ref", "seven");
            order.put("address", address("Graz"));
        });
        String id = deliver("nested.fields", "flatten", "nested.delimiter", "_");
        assertThat(domo.columns(id))
                .contains(
                        column("ref_int", ColumnType.LONG),
                        column("ref_string", ColumnType.STRING),
                        column("address_city", ColumnType.STRING),
                        column("address_zip", ColumnType.LONG));
        assertThat(rowsOf(id).get(0))
                .containsEntry("ref_int", null)
                .containsEntry("ref_string", "seven")
                .containsEntry("address_city", "Graz");
    }

    private List<Map<String, Object>> rowsOf(String id) {
        return domo.rows(id).stream()
                .sorted(Comparator.comparing(row -> ((Number) row.get("id")).longValue()))
                .toList();
    }
}
