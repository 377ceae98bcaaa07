package io.connectdomo.sink.config;

import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of the Connect framework that would lose records behind the sink's back (delivery.md 5). */
final class FrameworkRules extends RuleSet {
    private static final Logger log = LoggerFactory.getLogger(FrameworkRules.class);

    private static final String OFFSET_RESET = "consumer.override.auto.offset.reset";
    static final String DLQ_TOPIC = "errors.deadletterqueue.topic.name";
    private static final String DLQ_REQUEST_SIZE = "producer.override.max.request.size";

    FrameworkRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    void check() {
        startPosition();
        deadLetterQueue();
    }

    private void startPosition() {
        if (text(OFFSET_RESET).equalsIgnoreCase("latest")) {
            complain(
                    OFFSET_RESET,
                    "latest can lose the first batch: the position that it starts from is not committed until the first"
                            + " commit in Domo, and a restart before that starts at the then latest record. Remove this key,"
                            + " and set where to start with PATCH /connectors/{name}/offsets while the connector is stopped.");
        }
    }

    private void deadLetterQueue() {
        boolean tolerant = text("errors.tolerance").equalsIgnoreCase("all");
        boolean logged = text("errors.log.enable").equalsIgnoreCase("true");
        if (given(DLQ_TOPIC) && !given(DLQ_REQUEST_SIZE)) {
            log.warn(
                    "{} is set without {}: a bad record larger than 1 MB would not fit into the dead-letter queue, and the"
                            + " task would fail on it",
                    DLQ_TOPIC,
                    DLQ_REQUEST_SIZE);
        }
        if (tolerant && !given(DLQ_TOPIC) && !logged) {
            log.warn(
                    "errors.tolerance=all has no effect on bad records of this sink without {} or errors.log.enable=true:"
                            + " the task will fail on the first one",
                    DLQ_TOPIC);
        }
    }
}
