package io.connectdomo.sink.crash;

import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All cells, run side by side: they wait far more than they work. */
final class CrashMatrix implements AutoCloseable {
    private static final int AT_ONCE = 12;

    private final DomoEmulator domo;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Cell, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private CrashMatrix(DomoEmulator domo) {
        this.domo = domo;
    }

    static CrashMatrix start() throws IOException {
        CrashMatrix matrix =
                new CrashMatrix(DomoEmulator.start(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(1))));
        cells().forEach(cell -> matrix.outcomes.put(cell, matrix.threads.submit(() -> cell.run(matrix.domo))));
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

    Future<Outcome> outcome(Cell cell) {
        return outcomes.get(cell);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        domo.close();
    }
}
