package io.connectdomo.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.Test;

/** The worker's file that is shipped: safe as it stands, and fit for every example that names no converter of its own. */
class WorkerFileTest {
    private final Properties worker = read();

    private static Properties read() {
        Properties worker = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("../config/worker-distributed.properties"))) {
            worker.load(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return worker;
    }

    /** Who reaches Connect's REST interface has the worker's secrets. */
    @Test
    void nobodyElsesMachineReachesIt() {
        assertThat(worker.getProperty("listeners")).isEqualTo("http://127.0.0.1:8083");
    }

    /** A run of a stream or a report is named by several fields: written as one text they could not be read again. */
    @Test
    void keysOfSeveralFieldsStayFields() throws ReflectiveOperationException {
        Schema schema = SchemaBuilder.struct()
                .field("instance", Schema.STRING_SCHEMA)
                .field("id", Schema.INT64_SCHEMA)
                .build();
        Struct key = new Struct(schema).put("instance", "acme").put("id", 7L);
        Converter converter = keyConverter();
        Object read = converter
                .toConnectData("t", converter.fromConnectData("t", schema, key))
                .value();
        assertThat(read).isEqualTo(Map.of("instance", "acme", "id", 7L));
    }

    private Converter keyConverter() throws ReflectiveOperationException {
        Map<String, String> its = new HashMap<>();
        worker.stringPropertyNames().stream()
                .filter(name -> name.startsWith("key.converter."))
                .forEach(name -> its.put(name.substring("key.converter.".length()), worker.getProperty(name)));
        Converter converter = Class.forName(worker.getProperty("key.converter"))
                .asSubclass(Converter.class)
                .getDeclaredConstructor()
                .newInstance();
        converter.configure(its, true);
        return converter;
    }
}
