package io.connectdomo.sink.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.task.TaskRuntime;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Lanes;
import io.connectdomo.sink.upload.Part;
import io.connectdomo.sink.upload.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanServerFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions before a commit may take so long that the partitions are somebody else's when they are answered. */
class CommitLeaseTest {
    private static final RetryPolicy RETRIES =
            new RetryPolicy(Optional.of(Duration.ofMinutes(1)), Duration.ofMillis(10), Duration.ofMillis(10));

    private final AtomicLong now = new AtomicLong();
    private final Ticker ticker = now::get;
    private final Lease lease = new Lease(ticker);
    /** What happens while the schema is asked for. */
    private Runnable meanwhile = () -> {};

    private final List<CommitOutcome> outcomes = new ArrayList<>();
    private DomoEmulator domo;
    private DomoHttp http;
    private Lanes lanes;
    private CommitOperation commit;

    @BeforeEach
    void uploadABatch() throws Exception {
        domo = DomoEmulator.start(EmulatorOptions.defaults());
        String id = domo.createDataSet("orders", List.of(new ColumnSpec("id", ColumnType.LONG, false)));
        http = DomoHttp.open(connection(), 4, (request, status, body, time, took) -> {
            if (request.endsWith("/schemas/latest")) {
                meanwhile.run();
            }
        });
        lanes = new Lanes(
                TaskRuntime.SYSTEM.uploaders("orders", 2),
                2,
                () -> new RetryBudget(RETRIES, () -> now.get() * 1_000_000, null),
                bug -> outcomes.clear());
        SinkMetrics metrics = new SinkMetrics(
                new TaskBeans(
                        MBeanServerFactory.newMBeanServer(),
                        WorkerMetrics.of(SinkTaskContext.class, null),
                        "orders",
                        0),
                now::get,
                now::get);
        Lane lane = lanes.lane("DataSet", metrics.destination("dataset", id));
        CommitTimes times = new CommitTimes(1_000, 300, 60_000);
        DataSetSettings settings = new DataSetSettings(
                id, WriteMode.APPEND, false, 100, 1_000, 1_000, 1_000, Optional.empty(), "", true, false);
        DataSetApi api = new DataSetApi(
                new DataSetClient(http, DomoCompat.DEFAULT),
                settings,
                new TaskSettings("orders", 0, false, 1_000, false, times),
                ticker);
        AtomicBoolean uploaded = new AtomicBoolean();
        UploadSession session =
                new UploadSession(api, lane, UploadMode.APPEND, Optional.empty(), api.schema(), new SessionListener() {
                    @Override
                    public void uploaded(UploadSession done) {
                        uploaded.set(true);
                    }

                    @Override
                    public void layoutChanged(UploadSession other) {}

                    @Override
                    public void gone(UploadSession lost, RuntimeException cause) {}

                    @Override
                    public void failed(UploadSession failed, RuntimeException cause) {}
                });
        byte[] row = "7\n".getBytes(StandardCharsets.UTF_8);
        session.add(new Part(new byte[][] {row}, row.length, row.length, 0, new MemoryBudget(1_000)), 1);
        session.seal();
        // Uploaders are real threads here; the clock that leases are judged by is the test's, and stands still meanwhile.
        await().untilTrue(uploaded);
        commit = new CommitOperation(
                api,
                session,
                "a batch",
                times.attemptMs(),
                lease,
                new ResolveClock(times, ticker, lane.metrics().outcome(), lane::freshBudget),
                outcomes::add);
    }

    private DomoConnectionConfig connection() {
        Map<String, String> keys = Map.of("domo.url", domo.url(), "domo.developer.token", domo.token());
        return DomoConnectionConfig.of(new AbstractConfig(DomoConnectionConfig.define(new ConfigDef()), keys, false));
    }

    @AfterEach
    void stop() throws Exception {
        lanes.close();
        http.close();
        domo.close();
    }

    private long commitsSent() {
        return domo.requests().stream()
                .filter(request -> request.path().endsWith("/commit"))
                .count();
    }

    @Test
    void nothingIsSentWhenTheTaskWasSilentForTooLongMeanwhile() {
        meanwhile = () -> now.addAndGet(11_000);
        assertThat(commit.attempt()).isInstanceOf(Step.Again.class);
        assertThat(commitsSent()).isZero();
        assertThat(commit.cancel()).isTrue();
    }

    @Test
    void nothingIsSentWhenThePartitionsWereTakenOverMeanwhile() {
        meanwhile = commit::disown;
        commit.attempt();
        commit.attempt();
        assertThat(commitsSent()).isZero();
        assertThat(outcomes).singleElement().isInstanceOf(CommitOutcome.TakenOver.class);
    }

    @Test
    void otherwiseItIs() {
        commit.attempt();
        assertThat(commitsSent()).isEqualTo(1);
        assertThat(outcomes).singleElement().isInstanceOf(CommitOutcome.Committed.class);
    }
}
