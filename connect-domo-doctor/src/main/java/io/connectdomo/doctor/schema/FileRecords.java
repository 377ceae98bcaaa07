package io.connectdomo.doctor.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The values of records in a file of JSON: one after another, or the elements of one array. */
final class FileRecords implements RecordSource {
    private final Path file;

    FileRecords(Path file) {
        this.file = file;
    }

    @Override
    public void read(int atMost, Consumer<RawRecord> to) {
        long count = 0;
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
            while (count < atMost && values.hasNextValue()) {
                to.accept(new RawRecord(0, count++, null, Json.bytes(values.nextValue())));
            }
        } catch (IOException e) {
            // Jackson's own message quotes the file.
            throw new SchemaException(file + " could not be read as JSON after " + count + " records: "
                    + e.getClass().getSimpleName() + ".");
        }
    }
}
