package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.source.metrics.Progress;
import io.connectdomo.source.metrics.SourceMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PollLoopTest {
    private static final int MOST_AHEAD = 80;

    private final DomoException down = new DomoException.Retriable("Domo is down.", null, true, null);
    private final DomoException gone = new DomoException.Refused("No such thing.", 404, true, "", "");

    private final AtomicInteger closed = new AtomicInteger();
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private PollLoop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.close();
        }
    }

    @Test
    void recordsComeInTheOrderInWhichTheyWereRead() throws InterruptedException {
        ScriptedFeed feed = new ScriptedFeed("a").brings(0, 7).brings(7, 3).brings(10, 5);
        start(10_000, 0, feed);
        assertThat(values(polled(15))).isEqualTo(IntStream.range(0, 15).boxed().toList());
    }

    @Test
    void aBatchIsNeverLargerThanAskedFor() throws InterruptedException {
        start(10_000, 0, new ScriptedFeed("a").brings(0, 25));
        List<Integer> sizes = new ArrayList<>();
        while (sizes.stream().mapToInt(Integer::intValue).sum() < 25) {
            List<SourceRecord> batch = loop.poll();
            sizes.add(batch == null ? 0 : batch.size());
        }
        assertThat(sizes).allMatch(size -> size <= 10);
    }

    @Test
    void aPollIsBackWithinAboutASecondWhileARequestHangs() throws InterruptedException {
        ScriptedFeed hanging = new ScriptedFeed("a").hangs();
        start(10_000, 0, hanging);
        long began = System.nanoTime();
        assertThat(loop.poll()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1900));
        began = System.nanoTime();
        loop.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(closed).hasValue(1);
    }

    @Test
    void aFeedHasOneRequestInFlightAtMost() throws InterruptedException {
        ScriptedFeed hanging = new ScriptedFeed("a").hangs();
        ScriptedFeed other = new ScriptedFeed("b").brings(0, 3);
        start(10_000, 0, hanging, other);
        assertThat(values(polled(3))).containsExactly(0, 1, 2);
        assertThat(loop.poll()).isNull();
        assertThat(hanging.steps).hasValue(1);
    }

    @Test
    void aFeedThatFailsForAWhileCostsTheOthersNothing() throws InterruptedException {
        ScriptedFeed failing =
                new ScriptedFeed("a").fails(down).fails(down).fails(down).brings(100, 1);
        start(10_000, 0, failing, new ScriptedFeed("b").brings(0, 5));
        assertThat(values(polled(6))).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 100);
    }

    @Test
    void retryAfterIsADueTime() throws InterruptedException {
        ScriptedFeed failing = new ScriptedFeed("a")
                .fails(new DomoException.Retriable("Not now.", null, true, Duration.ofMillis(400)))
                .brings(0, 1);
        start(10_000, 0, failing);
        long began = System.nanoTime();
        polled(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(390));
    }

    @Test
    void theTaskFailsWhenNothingCanBeReadForTooLong() {
        start(300, 0, new ScriptedFeed("a").failsForEver(down));
        assertThatThrownBy(() -> polled(1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("a can't be read")
                .hasMessageContaining("Domo is down.")
                .hasCause(down);
    }

    @Test
    void theTaskGoesOnWhileAnotherFeedCanBeRead() throws InterruptedException {
        ScriptedFeed busy = new ScriptedFeed("b").bringsForEver(20);
        start(300, 0, new ScriptedFeed("a").failsForEver(down), busy);
        long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
        while (System.nanoTime() < end) {
            loop.poll();
        }
        assertThat(busy.steps.get()).isGreaterThan(10);
    }

    @Test
    void aFinalFailureFailsTheTaskOnceWhatWasReadIsOnItsWay() throws InterruptedException {
        start(600_000, 0, new ScriptedFeed("a").brings(0, 25).fails(gone));
        assertThat(polled(25)).hasSize(25);
        assertThatThrownBy(() -> polled(1)).isInstanceOf(ConnectException.class).hasCause(gone);
    }

    @Test
    void anErrorOfTheJvmFailsTheTaskInsteadOfStoppingTheFeedSilently() {
        Error missing = new NoClassDefFoundError("io/connectdomo/Missing");
        start(600_000, 0, new ScriptedFeed("a").fails(missing));
        assertThatThrownBy(() -> polled(1)).isInstanceOf(ConnectException.class).hasCause(missing);
    }

    @Test
    void nothingIsReadAheadWithoutEnd() throws InterruptedException {
        ScriptedFeed greedy = new ScriptedFeed("a").bringsForEver(0);
        start(10_000, 0, greedy);
        for (int i = 0; i < 20; i++) {
            loop.poll();
        }
        int steps = greedy.steps.get();
        assertThat(steps).isLessThan(20 * 10 + MOST_AHEAD + 2);
    }

    @Test
    void whatIsDueIsReadWhileKafkaTakesWhatWasRead() throws InterruptedException {
        ScriptedFeed backfill = new ScriptedFeed("a").bringsForEver(0);
        start(10_000, 0, backfill);
        polled(1);
        // Nobody polls any more: Kafka is slow.
        Awaitility.await().until(() -> backfill.steps.get() >= MOST_AHEAD);
        assertThat(backfill.steps.get()).isLessThanOrEqualTo(MOST_AHEAD + 2 * 10);
    }

    @Test
    void aBackfillLeavesTheThreadToAFeedThatIsDue() throws InterruptedException {
        ScriptedFeed one = new ScriptedFeed("a").bringsForEver(0);
        ScriptedFeed two = new ScriptedFeed("b").bringsForEver(0);
        ScriptedFeed three = new ScriptedFeed("c").bringsForEver(0);
        start(10_000, 0, one, two, three);
        polled(20 * MOST_AHEAD);
        assertThat(List.of(one, two, three))
                .allSatisfy(feed -> assertThat(feed.steps.get()).isGreaterThan(MOST_AHEAD));
    }

    @Test
    void afterAFailureTheFeedIsForgivenBeforeItGoesOn() throws InterruptedException {
        ScriptedFeed failing = new ScriptedFeed("a");
        for (int i = 0; i < 40; i++) {
            failing.fails(down).brings(i, 1);
        }
        start(120, 0, failing);
        assertThat(values(polled(40))).isEqualTo(IntStream.range(0, 40).boxed().toList());
    }

    @Test
    void aHeartbeatCarriesTheOffsetOfAQuietFeed() throws InterruptedException {
        start(10_000, 50, new ScriptedFeed("a").brings(0, 1));
        List<SourceRecord> records = polled(4);
        List<SourceRecord> beats =
                records.stream().filter(r -> r.topic().equals("domo.heartbeat")).toList();
        assertThat(beats).hasSizeGreaterThanOrEqualTo(3).allSatisfy(beat -> {
            assertThat(beat.sourcePartition()).isEqualTo(Map.of("feed", "a", "instance", "acme"));
            assertThat(beat.sourceOffset()).containsKey("v");
        });
    }

    private void start(long retryTimeoutMs, long heartbeatMs, Feed... feeds) {
        RetryPolicy retries = new RetryPolicy(
                Optional.of(Duration.ofMillis(retryTimeoutMs)), Duration.ofMillis(5), Duration.ofMillis(20));
        PollSettings settings = new PollSettings("test", 2, 10, retries, "domo.heartbeat", heartbeatMs);
        LongSupplier now = () -> System.nanoTime() / 1_000_000;
        SourceMetrics metrics = new SourceMetrics(
                new TaskBeans(beans, WorkerMetrics.of(SourceTaskContext.class, null), "test", 0),
                now,
                System::currentTimeMillis);
        loop = PollLoop.start(List.of(feeds), settings, metrics, closed::incrementAndGet, MOST_AHEAD, now);
        metrics.show(() -> 0, () -> 0);
    }

    private List<SourceRecord> polled(int atLeast) throws InterruptedException {
        List<SourceRecord> all = new ArrayList<>();
        while (all.size() < atLeast) {
            List<SourceRecord> batch = loop.poll();
            if (batch != null) {
                all.addAll(batch);
            }
        }
        return all;
    }

    private static List<Object> values(List<SourceRecord> records) {
        return records.stream().map(SourceRecord::value).toList();
    }

    /** Does what it is told to; idle when the script is over. */
    private final class ScriptedFeed implements Feed {
        private final String name;
        private final Deque<Supplier<Step>> script = new ArrayDeque<>();
        private final CountDownLatch never = new CountDownLatch(1);
        final AtomicInteger steps = new AtomicInteger();
        private Supplier<Step> afterwards = () -> new Step(List.of(), 3_600_000, true);

        ScriptedFeed(String name) {
            this.name = name;
        }

        ScriptedFeed brings(int first, int count) {
            script.add(() -> new Step(
                    IntStream.range(first, first + count).mapToObj(this::record).toList(), 0, true));
            return this;
        }

        ScriptedFeed bringsForEver(long everyMs) {
            afterwards = () -> new Step(List.of(record(0)), everyMs, true);
            return this;
        }

        ScriptedFeed fails(DomoException failure) {
            script.add(() -> {
                throw failure;
            });
            return this;
        }

        ScriptedFeed fails(Error failure) {
            script.add(() -> {
                throw failure;
            });
            return this;
        }

        ScriptedFeed failsForEver(DomoException failure) {
            afterwards = () -> {
                throw failure;
            };
            return this;
        }

        ScriptedFeed hangs() {
            afterwards = () -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw down;
            };
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Map<String, String> partition() {
            Map<String, String> partition = new LinkedHashMap<>();
            partition.put("feed", name);
            partition.put("instance", "acme");
            return partition;
        }

        @Override
        public Step step() {
            steps.incrementAndGet();
            Supplier<Step> next = script.poll();
            return (next == null ? afterwards : next).get();
        }

        @Override
        public Progress progress() {
            return Progress.UNKNOWN;
        }

        @Override
        public void hasten() {
            // It is always ready.
        }

        @Override
        public Map<String, Object> offset() {
            return Map.of("v", 1L);
        }

        private SourceRecord record(int value) {
            return new SourceRecord(partition(), offset(), "t", null, null, value);
        }
    }
}
