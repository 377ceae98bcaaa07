package io.connectdomo.sink.crash;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The same cells with several parts on their way at once, in whatever order they arrive: nothing depends on it. */
@Tag("exploration")
class ConcurrentPartsTest {
    /** Who gets partitions back is told by offsets, which know nothing of parts. */
    private static final Set<Continuation> OWNERS =
            EnumSet.of(Continuation.ONE_OWNER, Continuation.ZOMBIE, Continuation.REPLAY);

    private static CrashMatrix matrix;

    @BeforeAll
    static void startMatrix() {
        matrix = CrashMatrix.start(
                4,
                CrashMatrix.cells().stream()
                        .filter(cell -> OWNERS.contains(cell.continuation()))
                        .toList());
    }

    @AfterAll
    static void stopMatrix() {
        matrix.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCellHolds() {
        return matrix.tests();
    }
}
