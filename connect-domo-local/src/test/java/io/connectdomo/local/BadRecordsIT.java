package io.connectdomo.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.local.DataSets.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** One bad record costs one record, or, where nobody takes it, stops the task with words that help. */
@SystemTest
class BadRecordsIT {
    private static final Column ID = Column.of("id", "LONG");
    private static final Column QUANTITY = Column.of("quantity", "LONG");
    private static final String BAD_VALUE = "a-dozen-or-so";

    @Test
    void badRecordsGoToTheDeadLetterQueueAndTheOthersToDomo(Rig rig) {
        String topic = rig.topic();
        String deadLetters = rig.topic("dead", 1);
        String dataSet = rig.dataSet(ID, QUANTITY);
        Map<String, String> config = rig.config(topic, dataSet, "append");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", deadLetters);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        config.put("producer.override.max.request.size", "10485760");
        Rig.Connector connector = rig.start(config);

        List<String> records = new ArrayList<>(good(0, 9));
        records.add(Json.of("id", 10, "quantity", BAD_VALUE));
        records.add(Json.of("id", 11, "quantity", 1, "nobody_knows_this_field", true));
        records.addAll(good(12, 19));
        rig.topics().sendAll(topic, records);

        assertThat(rig.awaitRows(dataSet, 18))
                .extracting(row -> Integer.valueOf(row.get("id")))
                .doesNotContain(10, 11);
        List<ConsumerRecord<byte[], byte[]>> dead = rig.topics().read(deadLetters, 2, Rig.DEADLINE);
        assertThat(dead)
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly(records.get(10), records.get(11));
        assertThat(header(dead.get(0), "__connect.errors.topic")).isEqualTo(topic);
        assertThat(header(dead.get(0), "__connect.errors.offset")).isEqualTo("10");
        assertThat(header(dead.get(0), "__connect.errors.exception.message"))
                .contains("quantity", "LONG")
                .doesNotContain(BAD_VALUE);
        assertThat(header(dead.get(1), "__connect.errors.exception.message")).contains("nobody_knows_this_field");
        rig.awaitOffset(connector, topic, 0, 20);
    }

    @Test
    void withoutADeadLetterQueueTheTaskStopsAndSaysWhichRecordAndWhy(Rig rig) {
        String topic = rig.topic();
        String dataSet = rig.dataSet(ID, QUANTITY);
        Rig.Connector connector = rig.start(rig.config(topic, dataSet, "append"));

        List<String> records = new ArrayList<>(good(0, 16));
        records.add(Json.of("id", 17, "quantity", BAD_VALUE));
        rig.topics().sendAll(topic, records);

        assertThat(connector.awaitFailure())
                .containsPattern(Pattern.quote(topic) + "-0\\D{1,10}17\\b")
                .contains("quantity", "LONG")
                .doesNotContain(BAD_VALUE);
    }

    private static List<String> good(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> Json.of("id", id, "quantity", 1))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
