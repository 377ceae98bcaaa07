package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page shows what is stored, and whatever is stored is text on it. */
class PageTest {

    @Test
    void showsDataSetsRowsAndCommitsEscaped() throws IOException {
        try (DomoEmulator emulator = DomoEmulator.start(EmulatorOptions.defaults())) {
            Client client = new Client(emulator);
            String id = emulator.createDataSet(
                    "<b>name</b>",
                    List.of(ColumnSpec.of("<i>column</i>", ColumnType.STRING), ColumnSpec.of("n", ColumnType.LONG)));
            client.upload(
                    id,
                    "{}",
                    "{\"action\":\"APPEND\",\"index\":true,\"message\":\"<u>&'message'</u>\"}",
                    "<script>alert(1)</script>,\n");
            await().until(() -> emulator.rowCount(id) == 1);
            for (String path : List.of("/", "/emulator/page")) {
                String page = client.get(path).body();
                assertThat(page)
                        .contains("&lt;b&gt;name&lt;/b&gt;", "&lt;i&gt;column&lt;/i&gt;", "1 credits used", "NULL")
                        .contains("&lt;u&gt;&amp;&#39;message&#39;&lt;/u&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
                        .doesNotContain("<b>", "<i>", "<u>", "<script>alert");
            }
        }
    }
}
