package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;

/** Values of one semantic type into cells of one column. */
final class SemanticCells extends CellWriter {
    private final SemanticType type;
    private final CellWriter cell;

    SemanticCells(SemanticType type, CellWriter cell) {
        this.type = type;
        this.cell = cell;
    }

    /** The writer of values of {@code schema}, null for schemaless data, into what {@code cell} writes. */
    static CellWriter over(Schema schema, CellWriter cell) {
        SemanticType type = SemanticType.of(schema);
        return type == null || type.isPlain() ? cell : new SemanticCells(type, cell);
    }

    SemanticType type() {
        return type;
    }

    @Override
    UnfitException tooFar(Beyond beyond) {
        return cell.tooFar(beyond);
    }

    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        type.write(value, schema, cell, out);
    }
}
