package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** contract.md 2.1 on {@code dataset.name}. */
class TopicTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{topic}}|shop.public.orders|shop.public.orders",
                "Kafka {{topic}} (raw)|orders|Kafka orders (raw)",
                "{{topic:.*\\.(.*)}}|shop.public.orders|orders",
                "{{topic:(.*?)\\..*}}/{{topic:.*\\.(.*)}}|shop.public.orders|shop/orders",
                "{{topic:(a{2}).*}}|aab|aa",
                "{{topic:x(a{2})}}!|xaa|aa!",
                "{{topic:(.*)a{2}}}|xaa|x",
                "plain|orders|plain",
            })
    void aNameIsMadeOfTheTopic(String template, String topic, String name) {
        assertThat(TopicTemplate.of("dataset.name", template).of(topic)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{partition}}",
                "{{field:id}}",
                "{{}}",
                "{{topic:}}",
                "{{topic:.*}}",
                "{{topic:(}}",
                "{{topic",
                "{{Topic}}",
                "{{topics}}"
            })
    void anyOtherVariableOrExpressionIsAConfigurationError(String template) {
        assertThatThrownBy(() -> TopicTemplate.of("dataset.name", template))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dataset.name");
    }

    @Test
    void aTopicThatTheExpressionDoesNotMatchIsNamed() {
        TopicTemplate template = TopicTemplate.of("dataset.name", "{{topic:.*\\.(.*)}}");
        assertThatThrownBy(() -> template.of("orders"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic orders")
                .hasMessageContaining("does not match");
        assertThatThrownBy(() -> template.of("shop.")).hasMessageContaining("leaves nothing");
    }
}
