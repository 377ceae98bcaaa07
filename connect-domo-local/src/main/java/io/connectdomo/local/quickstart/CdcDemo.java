package io.connectdomo.local.quickstart;

import io.connectdomo.local.DataSets;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.cdc.ComparedTable;
import io.connectdomo.local.cdc.Comparison;
import io.connectdomo.local.cdc.Mirror;
import io.connectdomo.local.cdc.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A shop's database on its way to DataSets, one for each table. For one thread. */
final class CdcDemo implements AutoCloseable {
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(3);
    private static final Duration ARRIVAL_TIME = Duration.ofSeconds(90);
    private static final Duration LINE_EVERY = Duration.ofSeconds(1);
    /** When the shop adds a column. */
    private static final Duration NEW_COLUMN_AFTER = Duration.ofSeconds(5);

    private static final long TICK_NANOS = Duration.ofMillis(20).toNanos();

    private final LocalStack stack;
    private final Screen screen;
    private final Pipeline pipeline;
    private final Shop shop;
    private final long startNanos = System.nanoTime();
    private Duration lastLine = Duration.ZERO;
    private boolean grown;

    private CdcDemo(LocalStack stack, Screen screen, Pipeline pipeline, Shop shop) {
        this.stack = stack;
        this.screen = screen;
        this.pipeline = pipeline;
        this.shop = shop;
    }

    /** Opens the shop, and makes both connectors; DataSets are made by the sink. */
    static CdcDemo start(LocalStack stack, Screen screen) {
        Shop shop = Shop.open(stack.database().postgres());
        Pipeline pipeline = new Pipeline(stack);
        pipeline.start(pipeline.source(), pipeline.sink(COMMIT_INTERVAL));

        screen.addresses(
                stack.emulator().address().toString(),
                stack.connect().address().toString(),
                Pipeline.SINK,
                stack.bootstrapServers(),
                stack.logs());
        screen.configuredForCdc(Pipeline.SOURCE_CONFIG, Pipeline.SINK_CONFIG, COMMIT_INTERVAL.toMillis());
        return new CdcDemo(stack, screen, pipeline, shop);
    }

    /** Works, shows, and in a bounded run compares; true when every table equals its DataSet. */
    boolean run(Options options, BooleanSupplier stopping) {
        BooleanSupplier enough = () -> stopping.getAsBoolean()
                || options.produceFor()
                        .map(time -> elapsed().compareTo(time) >= 0)
                        .orElse(false);
        workUntil(enough, options.perSecond());
        return stopping.getAsBoolean() || allArrived();
    }

    private void workUntil(BooleanSupplier enough, int perSecond) {
        while (!enough.getAsBoolean()) {
            long due = elapsed().toMillis() * perSecond / 1000;
            while (shop.transactions() < due) {
                shop.work();
            }
            if (!grown && elapsed().compareTo(NEW_COLUMN_AFTER) >= 0) {
                shop.addGiftNotes();
                grown = true;
                screen.columnAdded();
            }
            showProgress();
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private boolean allArrived() {
        screen.waitingForCdc(shop.transactions());
        pipeline.awaitCaughtUp(Shop.TABLES, ARRIVAL_TIME);
        Comparison comparison = new Mirror(stack.database().postgres(), stack.emulator()).compare(Shop.tables(grown));
        if (comparison.differences().isEmpty()) {
            screen.success("every table equals its DataSet, value by value: " + comparison.words(), elapsed());
        } else {
            screen.failure(
                    comparison.words() + ", such as: "
                            + comparison.differences().get(0),
                    stack.logs());
        }
        return comparison.differences().isEmpty();
    }

    private void showProgress() {
        if (elapsed().minus(lastLine).compareTo(LINE_EVERY) < 0) {
            return;
        }
        lastLine = elapsed();
        pipeline.failIfOneFailed();
        screen.progress(new CdcProgress(
                elapsed(),
                shop.transactions(),
                Shop.TABLES.stream().map(this::progress).toList()));
    }

    private CdcProgress.OfTable progress(ComparedTable table) {
        List<String> ids = stack.emulator().dataSetsNamed(table.name());
        if (ids.isEmpty()) {
            return new CdcProgress.OfTable(table.name(), 0, 0);
        }
        DataSets dataSets = stack.emulator().dataSets();
        return new CdcProgress.OfTable(
                table.name(),
                dataSets.count(ids.get(0)),
                dataSets.commits(ids.get(0)).size());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void close() {
        shop.close();
    }
}
