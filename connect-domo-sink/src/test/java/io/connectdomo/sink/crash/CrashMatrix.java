package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** All cells, run side by side: they wait far more than they work. */
final class CrashMatrix implements AutoCloseable {
    private static final int AT_ONCE = 12;
    private static final long CELL_SECONDS = 120;

    private final DomoEmulator domo;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Cell, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private CrashMatrix(DomoEmulator domo) {
        this.domo = domo;
    }

    /**
     * @param partsAtOnce of one upload
     * @param cells those to run
     */
    static CrashMatrix start(int partsAtOnce, List<Cell> cells) throws IOException {
        CrashMatrix matrix =
                new CrashMatrix(DomoEmulator.start(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(1))));
        cells.forEach(
                cell -> matrix.outcomes.put(cell, matrix.threads.submit(() -> cell.run(matrix.domo, partsAtOnce))));
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
            return outcomes.get(cell).get(CELL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError(cell + ": " + failed.getCause().getMessage(), failed.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        domo.close();
    }
}
