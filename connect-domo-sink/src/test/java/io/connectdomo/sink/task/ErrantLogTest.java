package io.connectdomo.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.testkit.log.CapturedLog;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServerFactory;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bad records are told of: at once, then once a minute and destination, with the first of them. */
class ErrantLogTest {
    private static final long EPOCH = Instant.parse("2026-03-01T10:42:00Z").toEpochMilli();
    private static final String FATE = "they go to the dead-letter queue";

    private final AtomicLong now = new AtomicLong();
    private final SinkMetrics metrics = new SinkMetrics(
            new TaskBeans(
                    MBeanServerFactory.newMBeanServer(), WorkerMetrics.of(SinkTaskContext.class, null), "sink", 0),
            now::get,
            () -> EPOCH + now.get());
    private final List<Destination> destinations = new ArrayList<>();
    private final ErrantLog errants = new ErrantLog(metrics, FATE);
    /** Tasks of other tests have bad records, too. */
    @AutoClose
    private final CapturedLog said = CapturedLog.ofThisThread(ErrantLog.class);

    @Test
    void theFirstAtOnceAndTheOthersOnceAMinute() {
        DestinationMetrics orders = destination("DataSet orders");
        for (int second = 0; second < 180; second++) {
            if (second < 121) {
                orders.errant(bad(second));
            }
            errants.say(destinations, now.get());
            now.addAndGet(1_000);
        }
        assertThat(lines())
                .containsExactly(
                        "DataSet orders: one bad record since 2026-03-01T10:42:00Z; they go to the dead-letter queue."
                                + " The first: Record t-0@0 can't become a row: it has no key.",
                        "DataSet orders: 60 bad records since 2026-03-01T10:42:01Z; they go to the dead-letter queue."
                                + " The first: Record t-0@1 can't become a row: it has no key.",
                        "DataSet orders: 60 bad records since 2026-03-01T10:43:01Z; they go to the dead-letter queue."
                                + " The first: Record t-0@61 can't become a row: it has no key.");
    }

    @Test
    void eachDestinationHasItsOwnMinute() {
        DestinationMetrics orders = destination("DataSet orders");
        DestinationMetrics refunds = destination("DataSet refunds");
        orders.errant(bad(1));
        errants.say(destinations, now.get());
        refunds.errant(bad(2));
        errants.say(destinations, now.get());
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).startsWith("DataSet refunds: one bad record");
    }

    @Test
    void whatTheMinuteHeldBackIsSaidWhenTheTaskEnds() {
        DestinationMetrics orders = destination("DataSet orders");
        destination("DataSet that is well");
        orders.errant(bad(1));
        errants.say(destinations, now.get());
        orders.errant(bad(2));
        orders.errant(bad(3));
        errants.say(destinations, now.get());
        assertThat(lines()).hasSize(1);
        errants.sayRest(destinations);
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("2 bad records").contains("t-0@2 ");
    }

    private List<String> lines() {
        return said.messages();
    }

    private static BadRecordException bad(long offset) {
        return BadRecordException.of(new SinkRecord("t", 0, null, null, null, null, offset), "it has no key");
    }

    private DestinationMetrics destination(String name) {
        DestinationMetrics counted = metrics.destination("dataset", name);
        destinations.add((Destination) Proxy.newProxyInstance(
                Destination.class.getClassLoader(),
                new Class<?>[] {Destination.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> name;
                    case "metrics" -> counted;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
        return counted;
    }
}
