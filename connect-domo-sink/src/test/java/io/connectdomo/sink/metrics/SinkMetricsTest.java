package io.connectdomo.sink.metrics;

import static io.connectdomo.common.metrics.SinkDestinationMetric.LAST_COMMIT_AGE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.OLDEST_AGE;
import static io.connectdomo.common.metrics.SinkDestinationMetric.PAUSED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORD_TO_COMMITTED;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORD_TO_COMMITTED_MAX;
import static io.connectdomo.common.metrics.SinkDestinationMetric.RECORD_TO_COMMITTED_MIN;
import static io.connectdomo.common.metrics.SinkDestinationMetric.WAITING;
import static io.connectdomo.common.metrics.SinkDestinationMetric.WAITING_LEFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.sink.record.BadRecordException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {
    private static final long EPOCH = 1_700_000_000_000L;

    private final AtomicLong now = new AtomicLong(5_000);
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final SinkMetrics metrics = new SinkMetrics(
            new TaskBeans(server, WorkerMetrics.of(SinkTaskContext.class, null), "sink", 0),
            now::get,
            () -> EPOCH + now.get());

    // ---- ages

    @Test
    void theOldestRecordAgesWhileTheTaskThreadPublishesNothingNew() {
        DestinationMetrics orders = metrics.destination("dataset", "orders");
        Snapshot snapshot = new Snapshot(orders);
        snapshot.partition(4_000, false);
        snapshot.partition(3_000, true);
        snapshot.partition(Snapshot.NOTHING, true);
        snapshot.publish(77);
        assertThat(orders.readings().get(OLDEST_AGE)).isEqualTo(2_000);
        assertThat(orders.readings().get(PAUSED)).isEqualTo(2);
        now.set(65_000);
        assertThat(orders.readings().get(OLDEST_AGE)).isEqualTo(62_000);
        snapshot.publish(0);
        assertThat(orders.readings().get(OLDEST_AGE)).isZero();
        assertThat(orders.readings().get(PAUSED)).isZero();
    }

    @Test
    void timeFromRecordToCommitIsThatOfTheBatchAndItsMaximumLastsAMinute() {
        DestinationMetrics orders = metrics.destination("dataset", "orders");
        assertThat(orders.readings().get(RECORD_TO_COMMITTED)).isEqualTo(-1);
        orders.timestamps(EPOCH + 1_000, EPOCH + 4_500);
        assertThat(orders.readings().get(RECORD_TO_COMMITTED)).isEqualTo(4_000);
        assertThat(orders.readings().get(RECORD_TO_COMMITTED_MIN)).isEqualTo(500);
        now.set(6_000);
        orders.timestamps(EPOCH + 5_900, EPOCH + 5_950);
        assertThat(orders.readings().get(RECORD_TO_COMMITTED)).isEqualTo(100);
        assertThat(orders.readings().get(RECORD_TO_COMMITTED_MAX)).isEqualTo(4_000);
        now.set(65_001);
        assertThat(orders.readings().get(RECORD_TO_COMMITTED_MAX)).isEqualTo(100);
        orders.timestamps(EPOCH + 90_000, EPOCH + 90_000);
        assertThat(orders.readings().get(RECORD_TO_COMMITTED))
                .as("a producer's clock ahead of ours")
                .isZero();
    }

    @Test
    void waitingCountsFromItsBeginAndItsEndIsWhatTheBudgetLeaves() {
        DestinationMetrics orders = metrics.destination("dataset", "orders");
        assertThat(orders.readings().get(WAITING_LEFT)).isEqualTo(-1);
        orders.waits("part 1", 600_000, false);
        now.set(15_000);
        orders.waits("part 1", 590_000, false);
        now.set(16_000);
        assertThat(orders.readings().get(WAITING)).isEqualTo(11_000);
        assertThat(orders.readings().get(WAITING_LEFT)).isEqualTo(589_000);
        orders.waits("part 1", -1, false);
        assertThat(orders.readings().get(WAITING_LEFT)).as("for ever").isEqualTo(-1);
        orders.goesOn();
        assertThat(orders.readings().get(WAITING)).isZero();
    }

    @Test
    void theLastCommitAgesFromTheBeginning() {
        DestinationMetrics orders = metrics.destination("dataset", "orders");
        now.set(8_000);
        assertThat(orders.readings().get(LAST_COMMIT_AGE)).isEqualTo(3_000);
        orders.committed(10, 1);
        now.set(8_500);
        assertThat(orders.readings().get(LAST_COMMIT_AGE)).isEqualTo(500);
    }

    @Test
    void howFarBehindTheTaskReadsIsTheAgeOfItsLastRecord() throws JMException {
        metrics.show(() -> 0, () -> 0, () -> 0, () -> 0);
        assertThat(task("last-record-age-ms")).isEqualTo(-1);
        metrics.received(List.of(record(EPOCH + 1_000), record(EPOCH + 2_000)));
        metrics.received(List.of());
        assertThat(task("records-received-total")).isEqualTo(2);
        assertThat(task("last-record-age-ms")).isEqualTo(3_000);
        now.set(9_000);
        assertThat(task("last-put-age-ms")).isEqualTo(4_000);
        assertThat(task("last-record-age-ms")).isEqualTo(7_000);
    }

    private static SinkRecord record(long timestamp) {
        return new SinkRecord("t", 0, null, null, null, null, 0, timestamp, TimestampType.CREATE_TIME);
    }

    // ---- many destinations

    @Test
    void moreDestinationsThanBeansAreTogetherInOne() throws JMException {
        metrics.show(() -> 0, () -> 0, () -> 0, () -> 0);
        for (int i = 0; i < SinkMetrics.MOST_BEANS + 20; i++) {
            metrics.destination("dataset", "id " + i).committed(3, 1);
        }
        assertThat(server.queryNames(new ObjectName("io.connectdomo:type=sink-destination,*"), null))
                .hasSize(SinkMetrics.MOST_BEANS + 1);
        ObjectName others = new ObjectName(
                "io.connectdomo:type=sink-destination,connector=\"sink\",task=0,target=all,destination=\"others\"");
        assertThat(server.getAttribute(others, "rows-total")).isEqualTo(60L);
        assertThat(task("rows-total")).isEqualTo(3 * (SinkMetrics.MOST_BEANS + 20));
        assertThat(task("destinations")).isEqualTo(SinkMetrics.MOST_BEANS + 20);
        metrics.close();
        assertThat(server.queryNames(new ObjectName("io.connectdomo:*"), null)).isEmpty();
    }

    @Test
    void whatADestinationCountedStaysWhenItGoes() throws JMException {
        metrics.show(() -> 0, () -> 0, () -> 0, () -> 0);
        DestinationMetrics pending = metrics.destination("dataset", "by name");
        pending.errant(BadRecordException.of(new SinkRecord("t", 0, null, null, null, null, 7), "it has no key"));
        pending.parked();
        metrics.gone(pending);
        assertThat(task("errant-records-total")).isEqualTo(1);
        assertThat(task("parked")).isZero();
        assertThat(server.queryNames(new ObjectName("io.connectdomo:type=sink-destination,*"), null))
                .isEmpty();
    }

    private long task(String attribute) throws JMException {
        return (Long) server.getAttribute(
                new ObjectName("io.connectdomo:type=sink-task,connector=\"sink\",task=0"), attribute);
    }
}
