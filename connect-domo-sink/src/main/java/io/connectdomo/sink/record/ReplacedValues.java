package io.connectdomo.sink.record;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts values that are written as NULL or as another date, because they have no form where they go, and says so once for each
 * field. One per topic; task thread only.
 */
public final class ReplacedValues {
    /** Where records are tried and not written. */
    static final ReplacedValues UNTOLD = new ReplacedValues();

    private static final Logger log = LoggerFactory.getLogger(ReplacedValues.class);

    /** Records with ever new field names must not fill memory or log. */
    private static final int MAX_WARNINGS = 1000;

    private final String topic;
    private final Runnable counter;
    private final Set<String> warned = new HashSet<>();

    /** @param counter called for each such value */
    public ReplacedValues(String topic, Runnable counter) {
        this.topic = topic;
        this.counter = counter;
    }

    private ReplacedValues() {
        this("", () -> {});
    }

    void note(String field, UnfitException why, UnrepresentableValueAction action) {
        counter.run();
        if (!topic.isEmpty() && warned.size() < MAX_WARNINGS && warned.add(field)) {
            log.warn(
                    "Field '{}' of topic {} has values that can't be written: {}. Each of them is {}, and the rest of the record is"
                            + " written as it is (unrepresentable.value.action={}); unrepresentable-values-total counts them",
                    field,
                    topic,
                    why.getMessage(),
                    action == UnrepresentableValueAction.CLAMP && why.beyond != Beyond.NUMBER
                            ? "the first or last date or time that there is"
                            : "NULL",
                    action.name().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
