package io.connectdomo.benchmarks.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.WriteMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows per second and bytes allocated per row of convert and encode on one thread. The peers print the same structs by
 * the plain use of their API, moments by java.time; {@code jacksonCellsOnly} is the ceiling of a peer that has nothing
 * to convert: text, longs, doubles and decimals that are ready.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class EncodeBenchmark {
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    @Param({"10", "50", "200"})
    int columns;

    private SinkRecord[] structs;
    private SinkRecord[] maps;
    private Object[][] readyCells;
    private RecordEncoder encoder;
    private final CsvBuffer row = new CsvBuffer();
    private final CsvBuffer key = new CsvBuffer();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(1 << 22);
    private CsvFactory csvFactory;
    private CsvSchema csvSchema;

    @Setup
    public void prepare() {
        SampleRows samples = new SampleRows(columns);
        DataSetSchema dataSet = samples.dataSet();
        Object[][] cells = samples.cells();
        structs = samples.structs(cells);
        maps = samples.maps(cells);
        readyCells = samples.cells();
        for (Object[] ready : readyCells) {
            for (int i = 0; i < ready.length; i++) {
                ready[i] = ready[i] instanceof Date date ? dateTime(date) : ready[i];
            }
        }
        readyCells = SampleRows.repeated(readyCells);
        encoder = new RecordEncoder(RecordOptions.defaults(WriteMode.APPEND), dataSet);
        csvFactory = new CsvFactory();
        CsvSchema.Builder builder = CsvSchema.builder().setLineSeparator("\n").setNullValue("");
        for (Column column : dataSet.columns()) {
            builder.addColumn(column.name());
        }
        csvSchema = builder.build();
    }

    @Benchmark
    @OperationsPerInvocation(SampleRows.ROWS)
    public int struct() {
        return encodeAll(structs);
    }

    @Benchmark
    @OperationsPerInvocation(SampleRows.ROWS)
    public int map() {
        return encodeAll(maps);
    }

    private int encodeAll(SinkRecord[] records) {
        part.reset();
        for (SinkRecord record : records) {
            encoder.encode(record, row, key);
            part.write(row.array(), 0, row.length());
        }
        return part.size();
    }

    @Benchmark
    @OperationsPerInvocation(SampleRows.ROWS)
    public int jacksonStruct() throws IOException {
        part.reset();
        try (CsvGenerator generator = generator()) {
            for (SinkRecord record : structs) {
                Struct struct = (Struct) record.value();
                generator.writeStartArray();
                for (Field field : struct.schema().fields()) {
                    Object value = struct.get(field);
                    put(generator, value instanceof Date date ? dateTime(date) : value);
                }
                generator.writeEndArray();
            }
        }
        return part.size();
    }

    @Benchmark
    @OperationsPerInvocation(SampleRows.ROWS)
    public int jacksonMap() throws IOException {
        part.reset();
        try (CsvGenerator generator = generator()) {
            for (SinkRecord record : maps) {
                Map<?, ?> map = (Map<?, ?>) record.value();
                generator.writeStartArray();
                for (CsvSchema.Column column : csvSchema) {
                    Object value = map.get(column.getName());
                    put(generator, column.getName().startsWith("created_at") ? dateTime((String) value) : value);
                }
                generator.writeEndArray();
            }
        }
        return part.size();
    }

    @Benchmark
    @OperationsPerInvocation(SampleRows.ROWS)
    public int jacksonCellsOnly() throws IOException {
        part.reset();
        try (CsvGenerator generator = generator()) {
            for (Object[] cells : readyCells) {
                generator.writeStartArray();
                for (Object cell : cells) {
                    put(generator, cell);
                }
                generator.writeEndArray();
            }
        }
        return part.size();
    }

    @Benchmark
    @OperationsPerInvocation(SampleRows.ROWS)
    public int commonsCsvStruct() throws IOException {
        part.reset();
        try (CSVPrinter printer = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator("\n")
                .get()
                .print(new OutputStreamWriter(part, StandardCharsets.UTF_8))) {
            for (SinkRecord record : structs) {
                Struct struct = (Struct) record.value();
                List<Field> fields = struct.schema().fields();
                for (Field field : fields) {
                    Object value = struct.get(field);
                    printer.print(value instanceof Date date ? dateTime(date) : value);
                }
                printer.println();
            }
        }
        return part.size();
    }

    private CsvGenerator generator() throws IOException {
        CsvGenerator generator = csvFactory.createGenerator(part);
        generator.setSchema(csvSchema);
        generator.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        return generator;
    }

    private static void put(CsvGenerator generator, Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else {
            generator.writeBoolean((Boolean) value);
        }
    }

    private static String dateTime(Date date) {
        return DATETIME.format(LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
    }

    private static String dateTime(String iso) {
        return DATETIME.format(LocalDateTime.ofInstant(Instant.parse(iso), ZoneOffset.UTC));
    }
}
