package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSchemaTest {
    private static final ValueSchema SCHEMA = ValueSchema.named("test", 1, "A test")
            .number("id", "number")
            .text("name", "text")
            .time("at", "time")
            .flag("on", "flag")
            .build();

    @Test
    void whatTheSchemaDoesNotKnowLandsInOther() throws IOException {
        Struct struct = SCHEMA.struct(json("{'id':'7','name':'n','on':true,'new':5,'deep':{'a':[1]},'none':null}"));
        struct.validate();
        assertThat(struct.getInt64("id")).isEqualTo(7);
        assertThat(struct.getBoolean("on")).isTrue();
        assertThat(struct.getMap("other")).isEqualTo(Map.of("new", "5", "deep", "{\"a\":[1]}"));
    }

    @Test
    void whatDoesNotFitItsTypeIsNotLost() throws IOException {
        Struct struct = SCHEMA.struct(json("{'id':'seven','on':'maybe','at':'soon','other':'o'}"));
        assertThat(struct.get("id")).isNull();
        assertThat(struct.<String, String>getMap("other"))
                .containsOnly(entry("id", "seven"), entry("on", "maybe"), entry("at", "soon"), entry("other", "o"));
    }

    /** One such row would else cost its feed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9e18",
                "-9e18",
                "9223372036854775807",
                "1e400",
                "'+300000000-01-01T00:00:00Z'",
                "'-300000000-01-01T00:00:00Z'"
            })
    void aTimeThatCannotBeIsNoFailure(String time) throws IOException {
        SCHEMA.struct(json("{'at':" + time + "}")).validate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1713474296",
                "1713474296.000000000",
                "1713474296000",
                "'2024-04-18T21:04:56Z'",
                "'2024-04-18T21:04:56.000+0000'"
            })
    void allOfDomosTimesAreTimestamps(String time) throws IOException {
        assertThat(SCHEMA.struct(json("{'at':" + time + "}")).get("at"))
                .isEqualTo(Date.from(Instant.parse("2024-04-18T21:04:56Z")));
    }

    @Test
    void theWholeObjectIsASchemalessMapThatConvertersTake() throws IOException {
        Map<String, Object> map =
                JsonValues.map(json("{'i':5,'d':1.50,'t':'x','b':false,'n':null,'l':[1,{'k':2}],'huge':1e30}"));
        assertThat(map)
                .containsEntry("i", 5L)
                .containsEntry("d", 1.5)
                .containsEntry("n", null)
                .containsEntry("l", Arrays.asList(1L, Map.of("k", 2L)));
        assertThat(List.copyOf(map.keySet())).containsExactly("i", "d", "t", "b", "n", "l", "huge");
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            assertThat(converter.fromConnectData("t", null, map)).isNotEmpty();
        }
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
