package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Domo answers where its pages leave it open: each record is in one file once, and nobody sees it who should not. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exploration")
class FileDialectsTest extends FileTest {
    private static final Map<Dialect, String[]> CONFIGURED = Map.of(
            Dialect.FILE_PATH_APP, new String[] {"domo.compat.file.path", "app"},
            Dialect.FILE_BODY_MULTIPART, new String[] {"domo.compat.file.body", "multipart"},
            Dialect.FILE_CHECKSUM_SHA256, new String[] {"domo.compat.file.checksum", "sha256"},
            Dialect.FILE_CHECKSUM_HEX, new String[] {"domo.compat.file.checksum", "hex"});

    /** Every position of every switch for files. */
    static Stream<Dialect> everyPosition() {
        return Stream.of(Dialect.values()).filter(dialect -> dialect.name().startsWith("FILE_"));
    }

    @ParameterizedTest
    @MethodSource("everyPosition")
    void lostRepliesAndACrashCostNothingButTime(Dialect dialect) {
        domo.dialects().speak(dialect).versionDelay(Duration.ofMillis(60));
        String root = dialect == Dialect.FILE_PATH_APP ? "/domo/data-files/v1" : "/api/data/v1/data-files";
        domo.faults().add(Fault.dropAfterWork().on("POST", root));
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/commit"));
        String[] more = CONFIGURED.getOrDefault(dialect, new String[0]);
        orders(ORDERS_0, 0, 60);
        orders(ORDERS_1, 0, 5);
        Map<String, String> config = files(more);
        config.put("part.max.bytes", "300");
        config.put("commit.max.rows", "40");
        ScriptedWorker first = start(config, ORDERS_0, ORDERS_1);
        first.holdOffsetCommits();
        first.iterateUntil(
                "all files are there, and private",
                () -> domo.files().files().size() == 3
                        && domo.files().files().stream()
                                .noneMatch(file -> domo.files().isPublic(file.id())));
        first.crash();
        config.put("commit.max.rows", "25");
        ScriptedWorker second = start(config, ORDERS_0, ORDERS_1);
        untilAllCommitted(second, topics);
        assertThat(contents())
                .isEqualTo(Map.of(
                        "orders-0-0", lines(0, 40),
                        "orders-0-40", lines(40, 60),
                        "orders-1-0", lines(0, 5)));
        assertThat(domo.files().files()).extracting(FileInfo::writes).containsOnly(1);
        assertNonePublic();
    }
}
