package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Kills the task at every step, in every mode, and holds what Domo has in the end to delivery.md 2. After a change of the
 * matrix: {@code ./mvnw -pl connect-domo-sink -am test -Dtest=CrashMatrixTest -Ddocs.update=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("exploration")
class CrashMatrixTest {
    private static final Path PAGE = Path.of("..", "docs", "crash-matrix.md");

    private static CrashMatrix matrix;

    @BeforeAll
    static void startMatrix() {
        matrix = CrashMatrix.start(1, CrashMatrix.cells());
    }

    @AfterAll
    static void stopMatrix() {
        matrix.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCellHolds() {
        return matrix.tests();
    }

    @Test
    void theCheckedInPageIsWhatWasSeen() throws Exception {
        Map<Mode, Map<KillPoint, Map<Continuation, Outcome>>> seen = new EnumMap<>(Mode.class);
        for (Cell cell : CrashMatrix.cells()) {
            seen.computeIfAbsent(cell.mode(), mode -> new EnumMap<>(KillPoint.class))
                    .computeIfAbsent(cell.point(), point -> new EnumMap<>(Continuation.class))
                    .put(cell.continuation(), matrix.outcome(cell));
        }
        String page = CrashMatrixPage.of(seen);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }
}
