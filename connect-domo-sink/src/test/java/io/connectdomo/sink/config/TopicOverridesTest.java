package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class TopicOverridesTest {
    private static TopicOverrides of(Map<String, String> properties) {
        return TopicOverrides.of(properties, SinkKeys.define());
    }

    @Test
    void theKeyIsTheLongestKnownOneThatTheNameEndsWith() {
        TopicOverrides overrides = of(Map.of(
                "topic.override.shop.public.orders.dataset.id", "a",
                "topic.override.shop.public.orders.replace.snapshot.idle.ms", "7"));
        assertThat(overrides.of("shop.public.orders"))
                .isEqualTo(Map.of("dataset.id", "a", "replace.snapshot.idle.ms", "7"));
        assertThat(overrides.of("orders")).isEmpty();
    }

    @Test
    void aRegexMatchesWholeNames() {
        TopicOverrides overrides = of(Map.of("topic.override./shop\\..*/.write.mode", "upsert"));
        assertThat(overrides.of("shop.orders")).containsEntry("write.mode", "upsert");
        assertThat(overrides.of("my.shop.orders")).isEmpty();
    }

    @Test
    void aLiteralWinsOverARegex() {
        TopicOverrides overrides = of(Map.of(
                "topic.override./shop\\..*/.write.mode", "upsert",
                "topic.override.shop.log.write.mode", "append"));
        assertThat(overrides.of("shop.log")).containsEntry("write.mode", "append");
        assertThat(overrides.of("shop.orders")).containsEntry("write.mode", "upsert");
    }

    @Test
    void twoRegexesThatContradictEachOtherAreAnErrorThatNamesBoth() {
        TopicOverrides overrides = of(Map.of(
                "topic.override./a.*/.write.mode", "upsert",
                "topic.override./.*b/.write.mode", "append"));
        assertThat(overrides.of("a")).containsEntry("write.mode", "upsert");
        assertThatThrownBy(() -> overrides.of("ab"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic.override./a.*/.write.mode")
                .hasMessageContaining("topic.override./.*b/.write.mode");
    }

    @Test
    void aValueIsCheckedUnderTheOverridesName() {
        assertThatThrownBy(() -> of(Map.of("topic.override.orders.write.mode", "merge")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic.override.orders.write.mode")
                .hasMessageContaining("append");
    }

    @Test
    void twoRegexesThatAgreeAreNoError() {
        TopicOverrides overrides = of(Map.of(
                "topic.override./a.*/.write.mode", "upsert",
                "topic.override./.*b/.write.mode", "upsert"));
        assertThat(overrides.of("ab")).containsEntry("write.mode", "upsert");
    }

    @Test
    void whatIsNoKeyOrMayNotBeSetPerTopicIsRefused() {
        assertThatThrownBy(() -> of(Map.of("topic.override.orders.nonsense", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no key of this connector");
        assertThatThrownBy(() -> of(Map.of("topic.override.orders.domo.developer.token", "secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("can't be set per topic")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> of(Map.of("topic.override./(/.write.mode", "upsert")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no regular expression");
    }
}
