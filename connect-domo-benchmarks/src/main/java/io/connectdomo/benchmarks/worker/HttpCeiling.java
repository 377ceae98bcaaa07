package io.connectdomo.benchmarks.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.WriteMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** What one thread can send to the counting server when the parts are ready: the bytes that the sink would send. */
final class HttpCeiling {
    private static final int PART_BYTES = 16 * 1024 * 1024;
    private static final int WARM_UP_PARTS = 40;
    private static final int PARTS = 100;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI uploads;
    private final String token;

    HttpCeiling(URI domo, String token, String dataSetId) {
        this.uploads = domo.resolve("/api/data/v3/datasources/" + dataSetId + "/uploads");
        this.token = token;
    }

    /**
     * One measurement.
     *
     * @param rows in all parts
     * @param bytes in all parts
     */
    record Result(long rows, long bytes, long nanos) {
        double rowsPerSecond() {
            return rows * 1e9 / nanos;
        }

        double mebibytesPerSecond() {
            return bytes * 1e9 / nanos / (1024 * 1024);
        }

        double bytesPerRow() {
            return (double) bytes / rows;
        }
    }

    Result measure() {
        ByteArrayOutputStream part = new ByteArrayOutputStream(PART_BYTES + Orders.BYTES);
        try {
            long rows = encode(part);
            byte[] body = part.toByteArray();
            String parts = uploads + "/" + open() + "/parts/";
            send(parts, body, 1, WARM_UP_PARTS);
            long start = System.nanoTime();
            send(parts, body, WARM_UP_PARTS + 1, WARM_UP_PARTS + PARTS);
            return new Result(rows * PARTS, (long) body.length * PARTS, System.nanoTime() - start);
        } catch (IOException | BadRecordException e) {
            throw new IllegalStateException("The ceiling cannot be measured", e);
        }
    }

    private static long encode(ByteArrayOutputStream part) throws IOException, BadRecordException {
        DataSetSchema schema = new DataSetSchema(Orders.COLUMNS.stream()
                .map(column -> Column.of(column.name(), ColumnType.valueOf(column.type())))
                .toList());
        RecordEncoder encoder = new RecordEncoder(RecordOptions.defaults(WriteMode.APPEND), schema);
        CsvBuffer row = new CsvBuffer();
        long rows = 0;
        for (; part.size() < PART_BYTES; rows++) {
            Map<?, ?> value = MAPPER.readValue(Orders.json(rows), Map.class);
            encoder.encode(new SinkRecord("orders", 0, null, null, null, value, rows), row, new CsvBuffer());
            part.write(row.array(), 0, row.length());
        }
        return rows;
    }

    private long open() throws IOException {
        HttpURLConnection connection = connection(uploads.toString(), "POST", "application/json");
        connection.setFixedLengthStreamingMode(2);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(new byte[] {'{', '}'});
        }
        try (InputStream in = connection.getInputStream()) {
            JsonNode answer = MAPPER.readTree(in);
            return answer.path("uploadId").asLong();
        }
    }

    private void send(String parts, byte[] body, int from, int to) throws IOException {
        for (int part = from; part <= to; part++) {
            HttpURLConnection connection = connection(parts + part, "PUT", "text/csv");
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            // Throws unless it was 2xx; read to its end, so that the connection is used again.
            try (InputStream in = connection.getInputStream()) {
                in.readAllBytes();
            }
        }
    }

    private HttpURLConnection connection(String url, String method, String contentType) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", contentType);
        connection.setRequestProperty("X-DOMO-Developer-Token", token);
        return connection;
    }
}
