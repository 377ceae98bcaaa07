package io.connectdomo.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.source.feed.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may set with {@code PATCH /connectors/{name}/offsets}, and what he is told otherwise. */
class AlterOffsetsTest {
    private static final Map<String, String> CONFIG = Map.of(
            "name", "audit",
            "domo.instance", "Acme",
            "domo.developer.token", "t0ken",
            "feeds", "activity-log");

    private final DomoSourceConnector connector = new DomoSourceConnector();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'feed':'activity-log','instance':'acme'}                       | {'v':1,'settled':1770000000000}
            {'feed':'activity-log','instance':'acme'}                       | {'v':1,'settled':0}
            {'feed':'activity-log','instance':'acme'}                       | {'v':1,'settled':5,'frontier':5,'seen':'','plus':''}
            {'feed':'activity-log','instance':'acme'}                       | null
            {'instance':'acme','feed':'activity-log'}                       | {'v':1,'settled':1770000000000}
            {'feed':'activity-log','instance':'acme.domo.com'}              | null
            {'feed':'activity-log','instance':'other'}                      | null
            {'feed':'weather','a':[1,{'b':null}]}                           | null
            {}                                                              | null
            null                                                            | null
            {'feed':'report-history','instance':'acme'}                     | {'v':1,'settled':1770000000000}
            {'feed':'report-history','instance':'acme'}                     | {'v':1,'settled':7,'seen':'','plus':'a,b,-c,d'}
            {'feed':'report-history','instance':'acme'}                     | null
            {'feed':'stream-executions','instance':'acme','stream':'371'}   | {'v':1,'floor':0}
            {'feed':'stream-executions','instance':'acme','stream':'371'}   | {'v':1,'floor':9,'open':'10:ff;12:0','plus':'12:1'}
            {'feed':'stream-executions','instance':'acme','stream':'371'}   | null
            """)
    void isTaken(String partition, String offset) throws IOException {
        assertThat(alter(partition, offset)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                              | 'feed' must be one of [activity-log, stream-executions, report-history]
            {'feed':'activity','instance':'acme'}                           | 'feed' must be one of
            {'feed':7,'instance':'acme'}                                    | 'feed' must be one of
            {'feed':'activity-log'}                                         | would be {feed=activity-log, instance=acme}
            {'feed':'activity-log','instance':'other'}                      | would be {feed=activity-log, instance=acme}
            {'feed':'activity-log','instance':'acme','stream':'371'}        | would be {feed=activity-log, instance=acme}
            {'feed':'report-history','instance':'Acme'}                     | would be {feed=report-history, instance=acme}
            {'feed':'report-history','instance':'acme.domo.com'}            | would be {feed=report-history, instance=acme}
            {'feed':'stream-executions','instance':'acme'}                  | 'stream' must be a stream's id, as a text
            {'feed':'stream-executions','instance':'acme','stream':'sales'} | 'stream' must be a stream's id, as a text
            {'feed':'stream-executions','instance':'acme','stream':371}     | would be {feed=stream-executions, instance=acme, stream=371}
            {'feed':'stream-executions','instance':'acme','stream':'0371'}  | would be {feed=stream-executions, instance=acme, stream=371}
            """)
    void aPartitionThatNoTaskLooksForIsRefused(String partition, String said) throws IOException {
        assertThatThrownBy(() -> alter(partition, "{'v':1,'settled':1770000000000}"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("There is no source partition " + shown(partition))
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            activity-log      | {}                                          | 'v' is missing
            activity-log      | {'v':2,'settled':5}                         | 'v' is 2, and this release
            activity-log      | {'v':'1','settled':5}                       | 'v' must be a whole number
            activity-log      | {'v':1.0,'settled':5}                       | 'v' must be a whole number
            activity-log      | {'v':1}                                     | 'settled' is missing
            activity-log      | {'v':1,'settled':null}                      | 'settled' is missing
            activity-log      | {'v':1,'settled':'2026-01-01T00:00:00Z'}    | 'settled' must be a whole number
            activity-log      | {'v':1,'settled':1.5}                       | 'settled' must be a whole number
            activity-log      | {'v':1,'settled':-1}                        | 'settled' must be milliseconds since 1970
            activity-log      | {'v':1,'settled':5,'frontier':4}            | 'frontier' must not be earlier than settled
            activity-log      | {'v':1,'settled':5,'seen':7}                | 'seen' must be a text
            activity-log      | {'v':1,'settled':5,'seen':'AAAA'}           | 'seen' cannot be read
            activity-log      | {'v':1,'settled':5,'setled':5}              | 'setled' is not known; there are [settled, frontier, seen, plus]
            activity-log      | {'v':1,'settled':5,'floor':5}               | 'floor' is not known
            report-history    | {'settled':5}                               | 'v' is missing
            report-history    | {'v':0,'settled':5}                         | 'v' is 0, and this release
            report-history    | {'v':1,'settled':-5}                        | 'settled' must be milliseconds since 1970
            report-history    | {'v':1,'settled':5,'seen':'a,b,c'}          | 'seen' cannot be read
            report-history    | {'v':1,'settled':5,'plus':true}             | 'plus' must be a text
            report-history    | {'v':1,'settled':5,'frontier':5}            | 'frontier' is not known; there are [settled, seen, plus]
            activity-log      | {'v':1,'settled':1767225600}                | that is 1970-01-21T10:53:45Z; milliseconds since 1970 are meant: perhaps 1767225600000
            activity-log      | {'v':1,'settled':1767225600000000}          | that is the year 57 971; milliseconds since 1970 are meant: perhaps 1767225600000
            activity-log      | {'v':1,'settled':1767225600000000000}       | the year 56 003 119; milliseconds since 1970 are meant: perhaps 1767225600000
            activity-log      | {'v':1,'settled':4070908800000}             | that is 2099-01-01T00:00:00Z, and what happens until then would never be read
            activity-log      | {'v':1,'settled':5,'frontier':4070908800000} | 'frontier' is 4070908800000: that is 2099
            activity-log      | {'v':1,'settled':9223372036854775807}       | the year 292 278 994
            report-history    | {'v':1,'settled':1767225600}                | perhaps 1767225600000
            report-history    | {'v':1,'settled':4070908800000}             | would never be read
            stream-executions | {'v':1,'floor':1767225600000}               | 'floor' is no executionId
            stream-executions | {'v':1,'floor':1767225600}                  | 'floor' is no executionId
            stream-executions | {'v':1}                                     | 'floor' is missing
            stream-executions | {'v':1,'floor':-1}                          | 'floor' must be an executionId, or 0
            stream-executions | {'v':1,'floor':'9'}                         | 'floor' must be a whole number
            stream-executions | {'v':1,'floor':9,'open':'10'}               | 'open' cannot be read
            stream-executions | {'v':1,'floor':9,'settled':5}               | 'settled' is not known; there are [floor, open, plus]
            """)
    void anOffsetThatNoTaskCouldUseIsRefusedWithItsPartitionAndField(String feed, String offset, String said)
            throws IOException {
        String stream = feed.equals("stream-executions") ? ",'stream':'371'" : "";
        String partition = "{'feed':'" + feed + "','instance':'acme'" + stream + "}";
        assertThatThrownBy(() -> alter(partition, offset))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(shown(partition))
                .hasMessageContaining(said);
    }

    /** A worker's REST interface hands over what its JSON holds: small numbers as Integer. */
    @ParameterizedTest
    @ValueSource(classes = {Integer.class, Long.class})
    void numbersComeInEitherWidth(Class<?> width) {
        Map<String, Object> offset = new HashMap<>();
        offset.put("v", width == Integer.class ? (Object) 1 : (Object) 1L);
        offset.put("settled", width == Integer.class ? (Object) 5 : (Object) 5L);
        assertThat(connector.alterOffsets(CONFIG, Map.of(Map.of("feed", "activity-log", "instance", "acme"), offset)))
                .isTrue();
    }

    /** One instance, however it is written, and other hosts as they are. */
    @ParameterizedTest
    @CsvSource({
        "domo.instance, acme, acme",
        "domo.instance, ACME, acme",
        "domo.instance, ' acme ', acme",
        "domo.instance, acme.domo.com, acme",
        "domo.instance, ACME.domo.com, acme",
        "domo.url, https://acme.domo.com, acme",
        "domo.url, https://Acme.Domo.com:443/, acme",
        "domo.url, https://acme.domo.com./, acme",
        "domo.instance, acme.domotech.io, acme.domotech.io",
        "domo.instance, acme.beta.domo.com, acme.beta.domo.com",
        "domo.url, https://domo.com, domo.com",
        "domo.url, http://127.0.0.1:8080, 127.0.0.1",
        "domo.url, http://Domo.internal:8080/x, domo.internal",
    })
    void everySpellingOfAnInstanceIsOnePartition(String key, String written, String instance) {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.remove("domo.instance");
        config.put(key, written);
        Map<String, String> partition = Map.of("feed", "activity-log", "instance", instance);
        assertThat(connector.alterOffsets(config, Map.of(partition, Map.of("v", 1, "settled", 0))))
                .isTrue();
    }

    /** As a worker's own clock may be behind Domo's, which the tasks' offsets tell. */
    @Test
    void aTimeThatIsJustAheadIsTaken() {
        long soon = System.currentTimeMillis() + Duration.ofMinutes(20).toMillis();
        Map<String, String> partition = Map.of("feed", "activity-log", "instance", "acme");
        assertThat(connector.alterOffsets(CONFIG, Map.of(partition, Map.of("v", 1, "settled", soon))))
                .isTrue();
        assertThatThrownBy(() ->
                        connector.alterOffsets(CONFIG, Map.of(partition, Map.of("v", 1, "settled", soon + 2_400_000))))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void theHostIsTheInstanceWhereTheUrlIsConfigured() {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.remove("domo.instance");
        config.put("domo.url", "http://Domo.internal:8080");
        Map<String, String> partition = Map.of("feed", "activity-log", "instance", "domo.internal");
        assertThat(connector.alterOffsets(config, Map.of(partition, Map.of("v", 1, "settled", 0))))
                .isTrue();
    }

    @Test
    void oneThatIsWrongAmongSeveralIsFound() {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        offsets.put(Map.of("feed", "activity-log", "instance", "acme"), Map.of("v", 1, "settled", 5L));
        offsets.put(Map.of("feed", "report-history", "instance", "acme"), Map.of("v", 9, "settled", 5L));
        assertThatThrownBy(() -> connector.alterOffsets(CONFIG, offsets)).hasMessageContaining("report-history");
    }

    private boolean alter(String partition, String offset) throws IOException {
        return connector.alterOffsets(CONFIG, Collections.singletonMap(map(partition), map(offset)));
    }

    private static Map<String, Object> map(String json) throws IOException {
        JsonNode read =
                json.equals("null") ? null : Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return read == null ? null : JsonValues.map((ObjectNode) read);
    }

    private static String shown(String partition) throws IOException {
        return map(partition).toString();
    }
}
