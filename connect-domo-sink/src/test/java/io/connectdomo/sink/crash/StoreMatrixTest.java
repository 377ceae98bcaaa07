package io.connectdomo.sink.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Kills the task at every kind of request to AppDB and FileSets, in every mode that promises an exact outcome, and lets somebody go on:
 * each key has its last state and no second document, each record one document, each path its last file (delivery.md 3).
 */
@Tag("exploration")
class StoreMatrixTest {
    private static final int AT_ONCE = 2;

    private static final Map<StoreCell, Future<?>> CELLS = new LinkedHashMap<>();
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(AT_ONCE);
        for (StoreCell cell : cells()) {
            CELLS.put(cell, threads.submit(() -> {
                cell.run();
                return null;
            }));
        }
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        CELLS.clear();
    }

    private static List<StoreCell> cells() {
        List<StoreCell> cells = new ArrayList<>();
        for (Store store : Store.values()) {
            for (StoreKill point : StoreKill.values()) {
                for (Continuation continuation : Continuation.values()) {
                    StoreCell cell = new StoreCell(point, store, continuation);
                    if (cell.exists()) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }

    @TestFactory
    Stream<DynamicTest> everyCellIsExact() {
        return CELLS.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey().toString(), () -> outcome(each.getKey(), each.getValue())));
    }

    private static void outcome(StoreCell cell, Future<?> run) throws Exception {
        try {
            run.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(cell + ": " + failed.getCause().getMessage(), failed.getCause());
        }
    }
}
