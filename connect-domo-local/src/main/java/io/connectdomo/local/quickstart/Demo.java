package io.connectdomo.local.quickstart;

import io.connectdomo.local.ConnectorStatus;
import io.connectdomo.local.DataSets;
import io.connectdomo.local.ExampleConfig;
import io.connectdomo.local.KafkaStack;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Orders on their way from the topic to the DataSet. For one thread. */
final class Demo {
    private static final String CONNECTOR = "orders-sink";
    private static final String CONFIG = "orders-sink.json";
    private static final long COMMIT_INTERVAL_MILLIS = 3_000;
    private static final Duration ARRIVAL_TIME = Duration.ofSeconds(60);
    private static final long TICK_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final Duration LINE_EVERY = Duration.ofSeconds(1);

    private final KafkaStack stack;
    private final Screen screen;
    private final DataSets dataSets;
    private final String dataSetId;
    private final Orders orders;
    private final long startNanos = System.nanoTime();
    private Duration lastLine = Duration.ZERO;

    private Demo(KafkaStack stack, Screen screen, String dataSetId) {
        this.stack = stack;
        this.screen = screen;
        this.dataSets = stack.emulator().dataSets();
        this.dataSetId = dataSetId;
        this.orders = new Orders(stack.topics(), Clock.systemUTC());
    }

    /** Makes the topic, the DataSet and the connector. */
    static Demo start(KafkaStack stack, Screen screen) {
        stack.topics().create(Orders.TOPIC, 1);
        String dataSetId = stack.emulator().dataSets().create("Orders", Orders.COLUMNS);
        ExampleConfig config = ExampleConfig.read(CONFIG)
                .at(stack.emulator(), stack)
                .with("dataset.id", dataSetId)
                .with("commit.interval.ms", Long.toString(COMMIT_INTERVAL_MILLIS))
                .with("domo.retry.backoff.max.ms", "2000");
        stack.connect().put(CONNECTOR, config.asMap());

        screen.addresses(
                stack.emulator().address().toString(),
                stack.connect().address().toString(),
                CONNECTOR,
                stack.bootstrapServers(),
                stack.logs());
        screen.configured("config/" + CONFIG, COMMIT_INTERVAL_MILLIS);
        return new Demo(stack, screen, dataSetId);
    }

    /** Produces, shows, and in a bounded run checks; true when nothing is missing and nothing doubled. */
    boolean run(Options options, BooleanSupplier stopping) {
        BooleanSupplier enough = () -> stopping.getAsBoolean()
                || options.produceFor()
                        .map(time -> elapsed().compareTo(time) >= 0)
                        .orElse(false);
        produceUntil(enough, options.perSecond());
        return stopping.getAsBoolean() || allArrived();
    }

    private void produceUntil(BooleanSupplier enough, int ordersPerSecond) {
        while (!enough.getAsBoolean()) {
            long due = elapsed().toMillis() * ordersPerSecond / 1000;
            while (orders.produced() < due) {
                orders.produceOne();
            }
            showProgress();
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private boolean allArrived() {
        orders.flush();
        screen.waiting(orders.produced());
        Duration deadline = elapsed().plus(ARRIVAL_TIME);
        while (dataSets.count(dataSetId) < orders.produced() && elapsed().compareTo(deadline) < 0) {
            showProgress();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        stopConnector();
        DeliveryCheck check = DeliveryCheck.of(orders.produced(), arrivedNumbers());
        if (check.isExact()) {
            screen.success(check.words(), elapsed());
        } else {
            screen.failure(check.words(), stack.logs());
        }
        return check.isExact();
    }

    /** What it would still write, a double perhaps, is written before the rows are counted. */
    private void stopConnector() {
        stack.connect().delete(CONNECTOR);
        Duration deadline = elapsed().plus(ARRIVAL_TIME);
        while (stack.connect().status(CONNECTOR).isPresent() && elapsed().compareTo(deadline) < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private List<Long> arrivedNumbers() {
        return dataSets.query(dataSetId, "SELECT order_id FROM table").stream()
                .map(row -> Long.valueOf(row.get("order_id")))
                .toList();
    }

    private void showProgress() {
        if (elapsed().minus(lastLine).compareTo(LINE_EVERY) < 0) {
            return;
        }
        lastLine = elapsed();
        failIfConnectorFailed();
        List<Map<String, String>> newest =
                dataSets.query(dataSetId, "SELECT * FROM table ORDER BY order_id DESC LIMIT 1");
        screen.progress(new Progress(
                elapsed(),
                orders.produced(),
                dataSets.count(dataSetId),
                dataSets.commits(dataSetId).size(),
                newest.isEmpty() ? Map.of() : newest.get(0)));
    }

    private void failIfConnectorFailed() {
        stack.connect().status(CONNECTOR).filter(ConnectorStatus::hasFailed).ifPresent(status -> {
            throw new IllegalStateException("The connector failed:\n" + status.traces());
        });
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
