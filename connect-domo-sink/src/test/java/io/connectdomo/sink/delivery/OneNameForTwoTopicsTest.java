package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code dataset.name} that gives two topics one DataSet, in which the rows of one would replace those of the other. */
class OneNameForTwoTopicsTest extends CreationTest {
    private static final String TEMPLATE = "{{topic:.*\\.(.*)}}";
    private static final TopicPartition PUBLIC = new TopicPartition("shop.public.orders", 0);
    private static final TopicPartition ARCHIVE = new TopicPartition("shop.archive.orders", 0);

    private static String[] settings(String mode) {
        return new String[] {
            "topics.regex", "shop.*", "dataset.name", TEMPLATE, "write.mode", mode, "commit.timeout.ms", "200"
        };
    }

    private static void assertRefused(ConnectException failure) {
        assertThat(failure)
                .hasStackTraceContaining(PUBLIC.topic())
                .hasStackTraceContaining(ARCHIVE.topic())
                .hasStackTraceContaining(TEMPLATE)
                .hasStackTraceContaining("{{topic}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "delete", "replace"})
    void isRefusedBeforeAnythingIsWritten(String mode) {
        rows(PUBLIC, 0, 3);
        assertRefused(start(creating(settings(mode)), PUBLIC, ARCHIVE).iterateUntilFailure());
        assertThat(domo.dataSetsNamed("orders")).isEmpty();
        assertThat(topics.committed(PUBLIC)).isZero();
    }

    /** Neither task sees the topic of the other. */
    @Test
    void isRefusedAlsoWhereTwoTasksReadThem() {
        rows(PUBLIC, 0, 3);
        rows(ARCHIVE, 0, 3);
        ScriptedWorker first = start(creatingAs(0, settings("upsert")), PUBLIC);
        first.iterateUntil("the first is written", () -> topics.committed(PUBLIC) == 3);
        assertRefused(start(creatingAs(1, settings("upsert")), ARCHIVE).iterateUntilFailure());
        first.stop();
        rows(PUBLIC, 3, 5);
        start(creatingAs(0, settings("upsert")), PUBLIC)
                .iterateUntil("the first goes on", () -> topics.committed(PUBLIC) == 5);
        assertCounts(only("orders"), eachOnce(0, 5));
        assertThat(domo.tags(only("orders"))).contains("connect-domo:orders-sink");
    }

    /** The topic was renamed: nobody writes the first any more, and whoever reads the message is told how that is said. */
    @ParameterizedTest
    @ValueSource(strings = {"upsert", "replace"})
    void aTopicThatComesInPlaceOfAnotherHasAWay(String mode) {
        Map<String, String> config = creating(settings(mode));
        config.put("replace.snapshot.idle.ms", "100");
        rows(PUBLIC, 0, 3);
        ScriptedWorker first = start(config, PUBLIC);
        first.iterateUntil("the first is written", topics::allCommitted);
        first.stop();
        String id = only("orders");
        rows(ARCHIVE, 0, 5);
        assertThat(start(config, ARCHIVE).iterateUntilFailure())
                .hasMessageContaining(id)
                .hasMessageContaining("'connect-domo-topic:" + PUBLIC.topic() + "'")
                .hasMessageContaining("topic.override." + ARCHIVE.topic() + ".dataset.id=" + id);
        config.put("topic.override." + ARCHIVE.topic() + ".dataset.id", id);
        ScriptedWorker second = start(config, ARCHIVE);
        second.iterateUntil("the second is written", topics::allCommitted);
        assertCounts(id, eachOnce(0, 5));
    }

    @Test
    void isAChoiceWhereItIsWrittenOutForEach() {
        Map<String, String> config = creatingAs(0, settings("upsert"));
        config.put("topic.override.shop.public.orders.dataset.name", "orders");
        config.put("topic.override.shop.archive.orders.dataset.name", "orders");
        rows(PUBLIC, 0, 3);
        rows(ARCHIVE, 2, 5);
        ScriptedWorker worker = start(config, PUBLIC, ARCHIVE);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 5));
        assertThat(domo.tags(only("orders"))).containsExactly("connect-domo:orders-sink");
    }
}
