package io.connectdomo.sink.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.connect.sink.SinkRecord;

/** Collapse by key equals a map: the last operation wins, and no key is ever in two parts or in both sessions. */
class CollapsedRowsTest {
    private static final DataSetSchema SCHEMA =
            new DataSetSchema(List.of(new Column("id", ColumnType.LONG, true), Column.of("item", ColumnType.STRING)));

    private final Map<UploadMode, List<String>> sent = new HashMap<>();

    /** Takes what a session would send. */
    private final class Recorder implements PartSink {
        private final UploadMode mode;

        Recorder(UploadMode mode) {
            this.mode = mode;
        }

        @Override
        public void add(Part part, long rows) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                part.writeTo(bytes);
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
            assertThat(part.length()).isEqualTo(bytes.size());
            sent.computeIfAbsent(mode, each -> new ArrayList<>()).add(bytes.toString(StandardCharsets.UTF_8));
            part.release();
        }
    }

    @Property(tries = 200)
    void equalsAMap(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 30) Integer> keys,
            @ForAll @IntRange(min = 1, max = 200) int partBytes) {
        sent.clear();
        MemoryBudget memory = new MemoryBudget(1 << 20);
        RecordEncoder encoder = new RecordEncoder(RecordOptions.defaults(WriteMode.UPSERT), SCHEMA);
        RowCollapse rows = new RowCollapse(memory);
        CsvBuffer row = new CsvBuffer();
        CsvBuffer key = new CsvBuffer();
        Map<Integer, String> reference = new TreeMap<>();
        Set<Integer> deleted = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            int id = keys.get(i);
            boolean delete = (i * 7 + id) % 3 == 0;
            Map<String, Object> value = delete ? null : Map.of("item", "item " + i);
            RowKind kind =
                    encoder.encode(new SinkRecord("t", 0, null, Map.of("id", (long) id), null, value, i), row, key);
            rows.write(kind, row, key);
            if (delete) {
                reference.remove(id);
                deleted.add(id);
            } else {
                reference.put(id, "item " + i);
                deleted.remove(id);
            }
        }
        assertThat(rows.size()).isEqualTo(reference.size() + deleted.size());

        rows.drain(new Recorder(UploadMode.UPSERT), new Recorder(UploadMode.DELETE), encoder::keyHeader, partBytes);

        assertThat(upserted()).isEqualTo(reference);
        assertThat(deleted()).containsExactlyInAnyOrderElementsOf(deleted);
        assertThat(memory.used()).isZero();
    }

    private Map<Integer, String> upserted() {
        Map<Integer, String> rows = new TreeMap<>();
        for (String part : sent.getOrDefault(UploadMode.UPSERT, List.of())) {
            for (String line : part.lines().toList()) {
                String[] cells = line.split(",", 2);
                assertThat(rows.put(Integer.valueOf(cells[0]), cells[1]))
                        .as("sent once")
                        .isNull();
            }
        }
        return rows;
    }

    private List<Integer> deleted() {
        List<Integer> rows = new ArrayList<>();
        for (String part : sent.getOrDefault(UploadMode.DELETE, List.of())) {
            List<String> lines = part.lines().toList();
            assertThat(lines.get(0)).isEqualTo("id");
            lines.subList(1, lines.size()).forEach(line -> rows.add(Integer.valueOf(line)));
        }
        return rows;
    }
}
