package io.connectdomo.sink.record;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for each kind that records are passed over. */
final class HousekeepingLog {
    private static final Logger log = LoggerFactory.getLogger(HousekeepingLog.class);

    private final Set<Housekeeping> said = EnumSet.noneOf(Housekeeping.class);

    void note(SinkRecord record, Housekeeping kind) {
        if (said.add(kind)) {
            log.info(
                    "Topic {} has Debezium's own {}, which are no rows: they are passed over (leave the topic out of"
                            + " topics.regex to not read them)",
                    record.topic(),
                    kind.plural());
        }
    }
}
