package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.activity.ActivityEntries;
import io.connectdomo.common.json.Json;
import io.connectdomo.source.feed.SkippedRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One entry that can't be read costs that entry. */
class DomoActivityLogTest {
    private static final long T = Scenario.EPOCH;
    private static final PageRequest REQUEST = new PageRequest(T, T + 1_000, 1000, 0);

    private final SkippedRows skipped = new SkippedRows("activity-log");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'userId':'1'}",
                "{'time':null}",
                "{'time':'yesterday'}",
                "{'time':0}",
                "{'time':-1}",
                "{'time':-1772323200000}",
                "{'time':1772323200000000}",
                "{'time':9223372036854775807}",
                "{'time':1e300}",
                "{'time':'+999999999-01-01T00:00:00Z'}",
                "{'time':1772523200000}",
                "{'time':1772023200000}",
                "{'time':{'millis':1772323200000}}",
                "7",
                "null",
                "'entry'",
                "[{'time':1772323200000}]"
            })
    void itIsLeftOutAndCountedAndTheOthersAreRead(String odd) throws IOException {
        String sound = "{'time':" + (T + 5) + ",'userId':'1'}";
        for (List<String> body : List.of(List.of(odd, sound), List.of(sound, odd), List.of(sound, odd, sound))) {
            Page page = page(String.join(",", body));
            assertThat(page.count()).isEqualTo(body.size());
            assertThat(page.rows()).hasSize(body.size() - 1).allMatch(row -> row.time() == T + 5);
        }
        assertThat(skipped.count()).as("once, however often it comes").isEqualTo(1);
    }

    /** Domo may round the bounds it is asked for. */
    @Test
    void whatIsOnlyALittleOutsideIsNoMistake() throws IOException {
        assertThat(page("{'time':" + (T + 60_000) + "},{'time':" + (T - 60_000) + "}")
                        .rows())
                .hasSize(2);
        assertThat(skipped.count()).isZero();
    }

    private Page page(String entries) throws IOException {
        List<JsonNode> read = new ArrayList<>();
        Json.parse(("[" + entries + "]").replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .forEach(read::add);
        return new DomoActivityLog(null, List.of(), skipped).read(new ActivityEntries(read, Optional.empty()), REQUEST);
    }
}
