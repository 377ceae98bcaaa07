package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogRowsTest {
    private static final String ENTRY = "{'time':1654205894927,'userId':'1893','userType':'USER','actionType':'VIEWED',"
            + "'objectType':'PAGE','objectId':'7','eventText':'Viewed page'}";

    private final LogRows rows = new LogRows();

    @Test
    void theOrderOfFieldsAndTheWayNumbersAreWrittenDontMatter() {
        LogRow other = row("{'eventText':'Viewed page','objectId':'7','userId':'1893','actionType':'VIEWED',"
                + "'userType':'USER','objectType':'PAGE','time':1654205894927}");
        assertThat(other.content()).isEqualTo(row(ENTRY).content());
        assertThat(id(other)).isEqualTo(id(row(ENTRY)));
        assertThat(id(row(ENTRY.replace("'1893'", "1893")))).isEqualTo(id(row(ENTRY)));
    }

    @Test
    void aTextIsContentAndNoIdentity() {
        LogRow changed = row(ENTRY.replace("Viewed page", "Looked at it"));
        assertThat(id(changed)).isEqualTo(id(row(ENTRY)));
        assertThat(changed.content()).isNotEqualTo(row(ENTRY).content());
    }

    @Test
    void contentTellsWhichFieldHasWhichTextAndATextFromANumber() {
        LogRow one = row("{'time':1,'objectName':'a','eventText':'b'}");
        assertThat(row("{'time':1,'objectName':'b','eventText':'a'}").content()).isNotEqualTo(one.content());
        assertThat(row("{'time':1,'objectName':'7'}").content())
                .isNotEqualTo(row("{'time':1,'objectName':7}").content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1654205894927>1654205894928",
                "1893>1894",
                "USER>SYSTEM",
                "VIEWED>CREATED",
                "PAGE>CARD",
                "'7'>'8'"
            })
    void whoDidWhatToWhatAndWhenIsIdentity(String change) {
        String[] parts = change.split(">", -1);
        assertThat(id(row(ENTRY.replace(parts[0], parts[1])))).isNotEqualTo(id(row(ENTRY)));
    }

    @Test
    void neighbouringFieldsAreKeptApart() {
        LogRow one = row("{'time':1,'userId':'a','userType':'bc'}");
        LogRow other = row("{'time':1,'userId':'ab','userType':'c'}");
        assertThat(id(one)).isNotEqualTo(id(other));
    }

    private LogRow row(String json) {
        try {
            ObjectNode entry = (ObjectNode) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            return rows.row(entry, LogRows.time(entry).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(LogRow row) {
        return new Emission(row, 1, ActivityOffset.at(0)).eventId();
    }
}
