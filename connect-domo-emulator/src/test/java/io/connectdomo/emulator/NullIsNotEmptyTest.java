package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An unquoted empty cell is NULL, {@code ""} is the empty string, and everything in quotes comes back as it went in. */
class NullIsNotEmptyTest {
    private static final List<ColumnSpec> TWO_TEXTS =
            List.of(ColumnSpec.of("a", ColumnType.STRING), ColumnSpec.of("b", ColumnType.STRING));

    @Test
    void keepsNullAndEmptyApart() throws Exception {
        assertThat(stored(",\"\"\n")).containsExactly(Arrays.asList(null, ""));
    }

    @Test
    void takesUnquotedBackslashNForNullAndQuotedForText() throws Exception {
        assertThat(stored("\\N,\"\\N\"\nx,\\N\n\\N,\\Ny\n"))
                .containsExactly(Arrays.asList(null, "\\N"), Arrays.asList("x", null), Arrays.asList(null, "\\Ny"));
    }

    @Test
    void keepsNastyText() throws Exception {
        assertThat(stored("\" a,\"\"b\"\"\r\nc\",\"\uD83D\uDE00\n\"\r\n  lead,trail \n"))
                .containsExactly(List.of(" a,\"b\"\r\nc", "\uD83D\uDE00\n"), List.of("  lead", "trail "));
    }

    private static List<List<Object>> stored(String csv) throws Exception {
        try (DomoEmulator emulator = DomoEmulator.start(EmulatorOptions.defaults())) {
            String id = emulator.createDataSet("texts", TWO_TEXTS);
            assertThat(new Client(emulator).append(id, csv).status()).isEqualTo(200);
            await().until(() -> emulator.rowCount(id) > 0);
            return emulator.rows(id).stream()
                    .map((Map<String, Object> row) -> Arrays.asList(row.get("a"), row.get("b")))
                    .toList();
        }
    }
}
