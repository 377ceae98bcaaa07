package io.connectdomo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DataSet that auto-create would make for the records of a file. */
class SchemaTest {
    @TempDir
    private Path directory;

    @Test
    void theFirstRecordMakesTheDataSetAndKeysAreMarked() throws IOException {
        DoctorRun run = ofRecords(
                "{\"id\":\"a\",\"n\":1,\"price\":2.5,\"ok\":true,\"tags\":[1]}\n{\"id\":\"b\",\"n\":2}",
                "--topic",
                "orders",
                "--key-fields",
                "id",
                "--json");

        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(run.json().path("dataSet").asText()).isEqualTo("orders");
        assertThat(columns(run.json()))
                .containsExactlyInAnyOrder("id STRING key", "n DECIMAL", "price DECIMAL", "ok STRING", "tags STRING");
        assertThat(run.json().path("records").asInt()).isEqualTo(2);
    }

    @Test
    void anArrayOfRecordsIsReadLikeRecordsOneAfterAnother() throws IOException {
        assertThat(columns(ofRecords("[{\"a\":1},{\"a\":2}]", "--json").json())).containsExactly("a DECIMAL");
    }

    @Test
    void aSchemaInTheRecordDecidesTheTypes() throws IOException {
        String enveloped = "{\"schema\":{\"type\":\"struct\",\"fields\":["
                + "{\"field\":\"at\",\"type\":\"int64\",\"name\":\"org.apache.kafka.connect.data.Timestamp\"},"
                + "{\"field\":\"day\",\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Date\"}]},"
                + "\"payload\":{\"at\":1700000000000,\"day\":19000}}";

        assertThat(columns(ofRecords(enveloped, "--json").json())).containsExactly("at DATETIME", "day DATE");
    }

    @Test
    void fieldsThatComeLaterAreSaid() throws IOException {
        DoctorRun run = ofRecords("{\"a\":1}\n{\"a\":\"text\",\"b\":1}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("field 'b' (DECIMAL)", "schema.evolution=add", "'a' as STRING")
                .contains("2 records were read.");
    }

    @Test
    void errantRecordsAreSaidWithoutTheirValues() throws IOException {
        DoctorRun run = ofRecords("{\"a\":1}\n{\"x\":\"secret\",\"X\":\"secret\"}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Errant: ", "differ by case only").doesNotContain("secret");
    }

    @Test
    void theConnectorsConfigurationDecides() throws IOException {
        Path config = Files.writeString(
                directory.resolve("connector.json"),
                "{\"name\":\"c\",\"config\":{\"dataset.name\":\"the {{topic}}\",\"nested.fields\":\"flatten\"}}");

        DoctorRun run = ofRecords("{\"a\":{\"b\":1}}", "--json", "--config", config.toString());

        assertThat(run.json().path("dataSet").asText()).isEqualTo("the topic");
        assertThat(columns(run.json())).containsExactly("a_b DECIMAL");
    }

    @Test
    void aConverterThatTheDoctorDoesNotHaveIsSaid() throws IOException {
        Path config = Files.writeString(
                directory.resolve("connector.json"),
                "{\"value.converter\":\"io.confluent.connect.avro.AvroConverter\"}");

        DoctorRun run = ofRecords("{\"a\":1}", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("AvroConverter", "--file");
    }

    @Test
    void aFileThatIsNotJsonIsNotQuoted() throws IOException {
        DoctorRun run = ofRecords("secret,1,2");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("records.json").doesNotContain("secret");
    }

    @Test
    void aWrongConfigurationNamesItsKey() throws IOException {
        Path config = Files.writeString(directory.resolve("connector.json"), "{\"write.mode\":\"sometimes\"}");

        DoctorRun run = ofRecords("{\"a\":1}", "--config", config.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.told()).contains("write.mode");
    }

    private DoctorRun ofRecords(String records, String... arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("records.json"), records);
        List<String> all = new ArrayList<>(List.of("schema", "--file", file.toString()));
        all.addAll(List.of(arguments));
        return DoctorRun.of(Map.of(), all.toArray(String[]::new));
    }

    private static List<String> columns(JsonNode answer) {
        List<String> columns = new ArrayList<>();
        answer.path("columns")
                .forEach(column -> columns.add(column.path("name").asText() + " "
                        + column.path("type").asText()
                        + (column.path("upsertKey").asBoolean() ? " key" : "")));
        return columns;
    }
}
