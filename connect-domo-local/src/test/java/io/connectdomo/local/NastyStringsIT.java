package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What goes in comes out equal, character by character, with NULL and the empty string kept apart. */
@SystemTest
class NastyStringsIT {
    private static final List<String> VALUES = Arrays.asList(
            "say \"hello\"",
            "\"",
            "\"\"",
            "a,b,,c",
            ",",
            "two\nlines",
            "two\r\nlines",
            "\r",
            "\n",
            "ends with a line\n",
            "👩‍🚀 emoji 🚀",
            "Zoë Ünïcode 漢字 עברית",
            "  two leading, two trailing  ",
            " ",
            "\ttab\t",
            "\\N",
            "\\",
            "back\\slash\\n",
            "NULL",
            "null",
            "",
            null,
            "'single'",
            "\uFEFFstarts with a byte order mark",
            "#comment",
            "=1+1",
            "0012",
            "\u0001\u001F\u007F\u0085\u2028");

    @Test
    void nastyStringsComeOutAsTheyWentIn(Rig rig) {
        String topic = rig.topic();
        // The nasty one stands first, in the middle and last in its line.
        String dataSet = rig.dataSet(
                Column.of("first", "STRING"),
                Column.of("number", "LONG"),
                Column.of("middle", "STRING"),
                Column.of("other", "DOUBLE"),
                Column.of("last", "STRING"));
        rig.start(rig.config(topic, dataSet, "append"));

        List<String> records = new ArrayList<>();
        for (int i = 0; i < VALUES.size(); i++) {
            String value = VALUES.get(i);
            records.add(Json.of("first", value, "number", i, "middle", value, "other", i + 0.5, "last", value));
        }
        rig.topics().sendAll(topic, records);

        Map<Integer, Map<String, String>> rows = rig.awaitRows(dataSet, VALUES.size()).stream()
                .collect(Collectors.toMap(row -> Integer.valueOf(row.get("number")), Function.identity()));
        for (int i = 0; i < VALUES.size(); i++) {
            String value = VALUES.get(i);
            assertThat(rows.get(i))
                    .as("record %d", i)
                    .containsEntry("first", value)
                    .containsEntry("middle", value)
                    .containsEntry("last", value);
        }
    }
}
