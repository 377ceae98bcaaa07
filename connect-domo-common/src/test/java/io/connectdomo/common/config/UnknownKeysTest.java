package io.connectdomo.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Almost one of our keys is meant to be it; of any other nothing is known. */
class UnknownKeysTest {
    private static final Set<String> KNOWN = known();

    private static Set<String> known() {
        Set<String> known =
                new TreeSet<>(DomoConnectionConfig.define(new ConfigDef()).names());
        known.addAll(Set.of("write.mode", "delivery.guarantee", "feeds", "file.id", "file.name", "commit.interval.ms"));
        return known;
    }

    private static Map<String, String> misspelt(String key) {
        return UnknownKeys.misspelt(KNOWN, more -> more.startsWith("topic.override."), Map.of(key, "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "write.mod, write.mode",
        "wirte.mode, write.mode",
        "WRITE_MODE, write.mode",
        "write-mode, write.mode",
        "'write.mode ', write.mode",
        "delivery.garantee, delivery.guarantee",
        "commit.interval, commit.interval.ms",
        "comit.intervall.ms, commit.interval.ms",
        "feed, feeds",
        "domo.developer.tokn, domo.developer.token",
        "domo.instanze, domo.instance",
    })
    void aMisspeltKeyIsMeantToBeTheOneItIsAlmost(String key, String meant) {
        assertThat(misspelt(key)).isEqualTo(Map.of(key, meant));
    }

    /** What Kafka Connect 3.7 to 4.4 reads, its converters and transformations, or nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "connector.class",
                "connector.plugin.version",
                "tasks.max",
                "tasks.max.enforce",
                "topics",
                "topics.regex",
                "key.converter",
                "key.converter.plugin.version",
                "value.converter.schemas.enable",
                "header.converter",
                "transforms",
                "transforms.write.mode",
                "predicates.x.type",
                "config.action.reload",
                "errors.tolerance",
                "errors.deadletterqueue.topic.name",
                "consumer.override.auto.offset.reset",
                "producer.override.max.request.size",
                "admin.override.security.protocol",
                "topic.creation.default.partitions",
                "offsets.storage.topic",
                "exactly.once.support",
                "transaction.boundary",
                "transaction.boundary.interval.ms",
                "topic.override.orders.write.mode",
                "kafka.auth.mode",
                "description",
                "retry.timeout.ms",
                "max.poll.interval.ms",
                "write.mode",
            })
    void whatIsNotAlmostOneOfOursIsNoMistake(String key) {
        assertThat(misspelt(key)).isEmpty();
    }
}
