package io.connectdomo.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.Partitions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was stored under any spelling of an instance is found under every other one, with one question. */
class StoredOffsetsTest {
    private static final Map<String, Object> OFFSET = Map.of("v", 1L, "settled", 5L);

    private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();
    private int questions;

    @ParameterizedTest
    @CsvSource({
        "domo.instance, acme, acme",
        "domo.instance, acme, acme.domo.com",
        "domo.instance, ACME.domo.com, acme.domo.com",
        "domo.instance, ACME.domo.com, acme",
        "domo.url, https://ACME.domo.com:443/, acme.domo.com",
        "domo.url, https://ACME.domo.com:443/, acme",
        "domo.url, https://acme.domo.com., acme.domo.com.",
        "domo.url, http://Domo.internal:8080, domo.internal",
        "domo.url, https://acme.beta.domo.com, acme.beta.domo.com",
    })
    void anOffsetOfAnotherSpellingIsFound(String key, String written, String earlier) {
        DomoSourceConfig config = config(key, written);
        stored.put(Partitions.of(FeedType.REPORT_HISTORY, earlier), OFFSET);
        Map<String, String> partition = Partitions.of(FeedType.REPORT_HISTORY, config.instance());
        assertThat(offsets(config, List.of(partition)).of(partition)).isEqualTo(OFFSET);
    }

    @Test
    void whatIsStoredUnderItsNameComesFirst() {
        DomoSourceConfig config = config("domo.instance", "acme.domo.com");
        Map<String, String> partition = Partitions.of(FeedType.ACTIVITY_LOG, "acme");
        stored.put(Partitions.of(FeedType.ACTIVITY_LOG, "acme.domo.com"), Map.of("v", 1L, "settled", 1L));
        stored.put(partition, OFFSET);
        assertThat(offsets(config, List.of(partition)).of(partition)).isEqualTo(OFFSET);
    }

    @Test
    void hundredsOfStreamsAreAskedForAtOnce() {
        DomoSourceConfig config = config("domo.instance", "acme");
        List<Map<String, String>> partitions = LongStream.range(0, 500)
                .mapToObj(stream -> Partitions.ofStream(FeedType.STREAM_EXECUTIONS, "acme", stream))
                .toList();
        stored.put(partitions.get(400), OFFSET);
        stored.put(Partitions.ofStream(FeedType.STREAM_EXECUTIONS, "acme.domo.com", 77), OFFSET);
        StoredOffsets offsets = offsets(config, partitions);
        assertThat(partitions)
                .filteredOn(partition -> offsets.of(partition) != null)
                .containsExactly(partitions.get(77), partitions.get(400));
        assertThat(questions).isEqualTo(1);
    }

    private StoredOffsets offsets(DomoSourceConfig config, List<Map<String, String>> partitions) {
        return new StoredOffsets(new Reader(), partitions, config.formerInstances());
    }

    private static DomoSourceConfig config(String key, String written) {
        return new DomoSourceConfig(Map.of(key, written, "domo.developer.token", "t0ken", "feeds", "activity-log"));
    }

    private final class Reader implements OffsetStorageReader {
        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            throw new AssertionError("It reads the topic to its end for each");
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            questions++;
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, stored.get(partition)));
            return found;
        }
    }
}
