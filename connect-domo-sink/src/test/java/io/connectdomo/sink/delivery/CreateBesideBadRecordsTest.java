package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad records that come before the DataSet of their topic is there neither shape it nor stop it. */
class CreateBesideBadRecordsTest extends CreationTest {
    private final List<String> errants = new ArrayList<>();
    private final List<CompletableFuture<Void>> reports = new ArrayList<>();
    private final ErrantRecordReporter slowReporter = (record, cause) -> {
        CompletableFuture<Void> report = new CompletableFuture<>();
        reports.add(report);
        return report;
    };
    private final ErrantRecordReporter reporter = (record, cause) -> {
        errants.add(cause.getMessage());
        return CompletableFuture.completedFuture(null);
    };

    private void badOrder() {
        topics.add(ORDERS_0, 1L, Map.of());
    }

    @Test
    void aPartitionThatWaitsForTheDeadLetterQueueGoesOnBehindIt() {
        badOrder();
        ScriptedWorker worker = start(creating(), slowReporter, ORDERS_0);
        worker.iterateUntil("the first is reported", () -> reports.size() == 1);
        badOrder();
        worker.iterateUntil("the second is reported", () -> reports.size() == 2);
        worker.iterateUntil("no more are taken", () -> worker.isPaused(ORDERS_0));

        rows(ORDERS_1, 0, 10);
        worker.assign(List.of(ORDERS_1)); // it is not paused, and its records come at once
        worker.iterate();
        worker.iterate();
        reports.forEach(report -> report.complete(null));
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
    }

    /** {@code tenant} is missing, null, or there is a field that can be no column. */
    @ParameterizedTest
    @CsvSource({"tenant,false,tenant", "tenant,true,tenant", "'',true,name"})
    void aRecordThatCannotBeARowDoesNotSayTheColumns(String field, boolean present, String why) {
        Map<String, Object> bad = new HashMap<>(Map.of("id", "not one", "tenant", "a"));
        bad.remove(field);
        if (present) {
            bad.put(field, field.isEmpty() ? "x" : null);
        }
        topics.add(ORDERS_0, null, bad);
        topics.add(ORDERS_0, null, Map.of("id", 1L, "tenant", "a"));
        Map<String, String> config = creating(
                "write.mode",
                "upsert",
                "commit.timeout.ms",
                "200",
                "key.source",
                "record_value",
                "key.fields",
                "id,tenant");
        ScriptedWorker worker = start(config, reporter, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(only("orders")))
                .containsExactlyInAnyOrder(
                        ColumnSpec.key("id", ColumnType.LONG), ColumnSpec.key("tenant", ColumnType.STRING));
        assertCounts(only("orders"), eachOnce(1, 2));
        assertThat(errants).hasSize(1).allMatch(message -> message.contains(why) && message.contains("orders-0@0"));
    }
}
