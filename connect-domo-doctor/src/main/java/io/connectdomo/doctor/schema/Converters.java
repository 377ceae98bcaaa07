package io.connectdomo.doctor.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.StringConverter;

/** Turns bytes into records as a worker would, with the converters that the doctor has. */
final class Converters {
    private static final String JSON = JsonConverter.class.getName();
    private static final String STRING = StringConverter.class.getName();

    private final Converter keys;
    private final Converter values;
    private final String topic;

    /** @param connector may name converters and their settings */
    Converters(Map<String, String> connector, String topic) {
        this.keys = converter(connector, "key.converter", STRING, true);
        this.values = converter(connector, "value.converter", JSON, false);
        this.topic = topic;
    }

    /**
     * @param key null where there is none
     * @param value null for a tombstone
     * @throws DataException where the bytes are not what the converter reads
     */
    SinkRecord record(int partition, long offset, byte[] key, byte[] value) {
        SchemaAndValue readKey = keys.toConnectData(topic, key);
        SchemaAndValue readValue = values.toConnectData(topic, value);
        return new SinkRecord(
                topic, partition, readKey.schema(), readKey.value(), readValue.schema(), readValue.value(), offset);
    }

    private static Converter converter(Map<String, String> connector, String key, String otherwise, boolean isKey) {
        String name = connector.getOrDefault(key, otherwise);
        Map<String, String> settings = new HashMap<>();
        connector.forEach((each, value) -> {
            if (each.startsWith(key + ".")) {
                settings.put(each.substring(key.length() + 1), value);
            }
        });
        Converter converter;
        if (name.equals(JSON)) {
            converter = connector.containsKey(key) ? new JsonConverter() : new JsonOfEitherKind();
        } else if (name.equals(STRING)) {
            converter = new StringConverter();
        } else {
            throw new SchemaException(
                    key + " is " + name + ", which the doctor does not have. Save some records as JSON and use"
                            + " --file; types that only a schema tells (dates, decimals) then show as what JSON has.");
        }
        converter.configure(settings, isKey);
        return converter;
    }

    /** JSON whose envelope, where there is one, says that it has a schema. */
    private static final class JsonOfEitherKind implements Converter {
        private final JsonConverter plain = new JsonConverter();
        private final JsonConverter enveloped = new JsonConverter();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            plain.configure(Map.of("schemas.enable", "false"), isKey);
            enveloped.configure(Map.of("schemas.enable", "true"), isKey);
        }

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            throw new UnsupportedOperationException("The doctor only reads");
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            return (hasSchema(value) ? enveloped : plain).toConnectData(topic, value);
        }

        private static boolean hasSchema(byte[] value) {
            if (value == null) {
                return false;
            }
            try {
                JsonNode read = Json.parse(value);
                return read.size() == 2 && read.has("schema") && read.has("payload");
            } catch (IOException e) {
                // Jackson's own message quotes the value.
                throw new DataException("the value is not JSON");
            }
        }
    }
}
