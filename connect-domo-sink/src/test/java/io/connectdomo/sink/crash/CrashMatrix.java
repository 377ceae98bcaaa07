package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** All cells, each in a time of its own. */
final class CrashMatrix implements AutoCloseable {
    private static final int AT_ONCE = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Cell, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private CrashMatrix() {}

    /**
     * @param partsAtOnce of one upload
     * @param cells those to run
     */
    static CrashMatrix start(int partsAtOnce, List<Cell> cells) {
        CrashMatrix matrix = new CrashMatrix();
        cells.forEach(cell -> matrix.outcomes.put(cell, matrix.threads.submit(() -> cell.run(partsAtOnce))));
        return matrix;
    }

    static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            for (KillPoint point : KillPoint.values()) {
                for (Continuation continuation : Continuation.values()) {
                    Cell cell = new Cell(point, mode, continuation);
                    if (cell.exists()) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    /** A test for each cell: what was seen is what delivery.md 2 promises. */
    Stream<DynamicTest> tests() {
        return outcomes.keySet().stream()
                .map(cell -> DynamicTest.dynamicTest(
                        cell.toString(),
                        () -> assertThat(outcome(cell))
                                .as(cell.toString())
                                .isEqualTo(Expectation.of(cell.point(), cell.mode(), cell.continuation()))));
    }

    /** Waits for the cell, and says which one failed. */
    Outcome outcome(Cell cell) throws Exception {
        try {
            return outcomes.get(cell).get();
        } catch (ExecutionException failed) {
            throw new AssertionError(cell + ": " + failed.getCause().getMessage(), failed.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
