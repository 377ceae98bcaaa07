package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@link FileFormat#CSV}: a header row and a row per record, written as for STRING columns of a DataSet. The columns are the fields
 * of the first record; a field without a column needs another file, whose columns are those so far and that record's. So
 * records of many kinds cost a file for each new field, not one for each record.
 */
final class CsvLines implements LineEncoder {
    private final FileOptions options;
    private final ReplacedValues replaced;
    private final CsvBuffer none = new CsvBuffer();
    private final Set<String> columns = new LinkedHashSet<>();
    private RecordEncoder rows;
    private byte[] header = {};

    CsvLines(FileOptions options, ReplacedValues replaced) {
        this.options = options;
        this.replaced = replaced;
    }

    @Override
    public byte[] header() {
        return header;
    }

    @Override
    public Line encode(SinkRecord record, CsvBuffer out) {
        out.clear();
        if (Tombstones.passesOver(record, options.tombstoneAction())) {
            return Line.SKIPPED;
        }
        if (rows == null) {
            if (Housekeeping.of(record).isPresent()) {
                return Line.SKIPPED;
            }
            requirePlain(record);
            adopt(record);
        }
        try {
            return rows.encode(record, out, none) == RowKind.SKIP ? Line.SKIPPED : Line.WRITTEN;
        } catch (BadRecordException bad) {
            if (bad.mayFitOtherColumns() && !columns.containsAll(columnsOf(record))) {
                return Line.OTHER_HEADER;
            }
            throw bad;
        }
    }

    @Override
    public void adopt(SinkRecord record) {
        Set<String> all = new LinkedHashSet<>(columns);
        all.addAll(columnsOf(record));
        List<String> metadata = options.metadataColumns().stream()
                .map(MetadataColumn::columnName)
                .toList();
        all.removeAll(metadata);
        all.addAll(metadata); // behind the fields, also those that came later
        try {
            header = headerOf(all);
        } catch (UnfitException e) {
            throw BadRecordException.of(record, WHAT, "a field's name: " + e.getMessage() + ".", e);
        }
        columns.clear();
        columns.addAll(all);
        rows = new RecordEncoder(options.asRows(), new DataSetSchema(asColumns(all)), EarlierRows.NONE, replaced);
    }

    /** A header of what is no row would stay for the rows that follow. */
    private static void requirePlain(SinkRecord record) {
        try {
            Misread.requirePlain(record);
        } catch (UnfitException e) {
            throw BadRecordException.of(record, WHAT, e);
        }
    }

    private List<String> columnsOf(SinkRecord record) {
        return NewColumns.of(options.asRows(), record).orElse(List.of()).stream()
                .map(Column::name)
                .toList();
    }

    private static List<Column> asColumns(Set<String> names) {
        List<Column> columns = new ArrayList<>(names.size());
        names.forEach(name -> columns.add(Column.of(name, ColumnType.STRING)));
        return columns;
    }

    private static byte[] headerOf(Set<String> names) throws UnfitException {
        CsvText text = new CsvText();
        CsvBuffer line = new CsvBuffer();
        for (String name : names) {
            if (line.length() > 0) {
                line.put(',');
            }
            text.write(name, line);
        }
        line.put('\n');
        return line.toByteArray();
    }

    @Override
    public void forget() {
        columns.clear();
        rows = null;
        header = new byte[0];
    }
}
