package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In discard mode commits tell the right counts and nothing is kept. */
class DiscardTest {
    private static final List<ColumnSpec> COLUMNS = List.of(ColumnSpec.of("a", ColumnType.LONG));

    @Test
    void countsRowsAndKeepsNone() throws IOException {
        try (DomoEmulator emulator =
                DomoEmulator.start(EmulatorOptions.defaults().withDiscard(true))) {
            String id = emulator.createDataSet("t", COLUMNS);
            Client.Answer answer = new Client(emulator).append(id, "not a number\n".repeat(1000), "1\n2\n");
            assertThat(answer.json().path("size").toString())
                    .isEqualTo("{\"rowCount\":1002,\"columnCount\":1,\"numberOfBytes\":13004,\"partCount\":2}");
            assertThat(emulator.rows(id)).isEmpty();
            assertThat(emulator.commits(id)).extracting(CommitRecord::rows).containsExactly(1002L);
        }
    }

    @Test
    void withoutCountingThereIsNoSize() throws IOException {
        EmulatorOptions options = EmulatorOptions.defaults().withDiscard(true).withCountLines(false);
        try (DomoEmulator emulator = DomoEmulator.start(options)) {
            String id = emulator.createDataSet("t", COLUMNS);
            assertThat(new Client(emulator).append(id, "1\n").json().has("size"))
                    .isFalse();
        }
    }

    @Test
    void countsNewlinesAtEveryPlaceOfAWord() {
        StringBuilder text = new StringBuilder();
        for (int length = 0; length < 40; length++) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            long expected = text.chars().filter(c -> c == '\n').count();
            assertThat(DiscardCounter.newlines(bytes, bytes.length)).isEqualTo(expected);
            // 0x0B and 0x8A differ from a newline in one bit: what a careless carry would count.
            text.append(length % 3 == 0 ? "\n\u000B" : "\u008A\u0009");
        }
    }
}
