package io.connectdomo.sink.crash;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same cells with several parts on their way at once, in whatever order they arrive: nothing depends on it. */
class ConcurrentPartsTest {
    private static CrashMatrix matrix;

    @BeforeAll
    static void startMatrix() throws IOException {
        matrix = CrashMatrix.start(4);
    }

    @AfterAll
    static void stopMatrix() throws IOException {
        matrix.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCellHolds() {
        return matrix.tests();
    }
}
