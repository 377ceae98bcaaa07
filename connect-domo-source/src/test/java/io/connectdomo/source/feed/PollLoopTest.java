package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.source.metrics.SourceMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
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
    void slowFeedsCostAnotherKindNothing() throws InterruptedException {
        List<FeedOpener> feeds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            feeds.add(new ScriptedFeed("stream-executions", "stream " + i).hangs());
        }
        feeds.add(new ScriptedFeed("report-history").hangs());
        feeds.add(new ScriptedFeed("activity-log").brings(0, 30).brings(30, 30));
        start(10_000, 0, feeds.toArray(FeedOpener[]::new));
        assertThat(polled(60)).hasSize(60);
    }

    @Test
    void aFeedThatFailsForAWhileCostsTheOthersNothing() throws InterruptedException {
        ScriptedFeed failing =
                new ScriptedFeed("a").fails(down).fails(down).fails(down).brings(100, 1);
        start(10_000, 0, failing, new ScriptedFeed("b").brings(0, 5));
        assertThat(values(polled(6))).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 100);
    }

    @Test
    void aFinalFailureFailsTheTaskOnceWhatWasReadIsOnItsWay() throws InterruptedException {
        start(1, 0, new ScriptedFeed("a").brings(0, 25).failsForEver(gone));
        assertThat(polled(25)).hasSize(25);
        assertThatThrownBy(() -> polled(1)).isInstanceOf(ConnectException.class).hasCause(gone);
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
        List<ScriptedFeed> all = List.of(one, two, three);
        // On a busy machine a thread may come late to its turn; one that is left out never gets it.
        for (int round = 0; round < 1_000 && all.stream().anyMatch(feed -> feed.steps.get() <= MOST_AHEAD); round++) {
            polled(MOST_AHEAD);
        }
        assertThat(all).allSatisfy(feed -> assertThat(feed.steps.get()).isGreaterThan(MOST_AHEAD));
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

    /** Nothing new is begun once the task has to fail: while another feed is in a backfill there would always be something to hand out. */
    @Test
    void anErrorOfTheJvmEndsABackfillOfAnotherFeed() {
        Error missing = new NoClassDefFoundError("io/connectdomo/Missing");
        start(10_000, 0, new ScriptedFeed("a").fails(missing), new ScriptedFeed("b").bringsForEver(0));
        assertThatThrownBy(() -> {
                    for (int polls = 0; polls < 1_000; polls++) {
                        loop.poll();
                    }
                })
                .isInstanceOf(ConnectException.class)
                .hasCause(missing);
    }

    /** Feeds of one kind: what goes on at once gives way as soon as another waits. */
    @Test
    void aBackfillGivesItsThreadToAnotherOfItsKind() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger stepsBeforeTheLast = new AtomicInteger();
        AtomicInteger steps = new AtomicInteger();
        ScriptedFeed[] feeds = new ScriptedFeed[3];
        for (int i = 0; i < feeds.length; i++) {
            ScriptedFeed feed = new ScriptedFeed("s", "" + i);
            feeds[i] = feed.does(() -> {
                        stepsBeforeTheLast.set(steps.get());
                        first.incrementAndGet();
                        return waitsFor(go, 0);
                    })
                    .doesForEver(() -> {
                        steps.incrementAndGet();
                        return new Step(List.of(feed.record(0)), 0, true);
                    });
        }
        start(10_000, 0, feeds);
        assertThat(loop.poll()).isNull();
        go.countDown();
        while (first.get() < feeds.length) {
            loop.poll();
        }
        assertThat(stepsBeforeTheLast.get()).isLessThan(10);
    }

    private Step waitsFor(CountDownLatch latch, long dueInMs) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Step(List.of(new ScriptedFeed("s").record(0)), dueInMs, true);
    }

    private void start(long retryTimeoutMs, long heartbeatMs, FeedOpener... feeds) {
        Optional<Duration> timeout = Optional.of(Duration.ofMillis(retryTimeoutMs));
        RetryPolicy backoff = new RetryPolicy(timeout, Duration.ofMillis(5), Duration.ofMillis(20));
        PollSettings settings =
                new PollSettings("test", 2, 10, new Patience(backoff, timeout, timeout), "domo.heartbeat", heartbeatMs);
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
}
