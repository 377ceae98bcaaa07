package io.connectdomo.source.emulated;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** More runs than Domo's history reaches down to, ids with gaps, one that shows late, one that ends late, one corrected. */
final class ExecutionScript implements Script {
    private static final int OLD = 1100;

    /** As many as the history alone shows, with those of the acts. */
    private static final int OLD_WITHOUT_LIST = 900;

    /** Nobody knows it, and it ends a run all the same. */
    private static final String UNKNOWN_END = "CANCELED";

    private final Domo domo;
    private final Streams streams;
    private final long stream;
    private final int old;
    private final Map<String, Integer> expected = new TreeMap<>();

    ExecutionScript(Domo domo) {
        this.domo = domo;
        this.streams = domo.emulator().streams();
        boolean listed = domo.emulator().dialects().speaks(Dialect.EXECUTION_LIST_ASCENDING)
                || domo.emulator().dialects().speaks(Dialect.EXECUTION_LIST_DESCENDING);
        this.old = listed ? OLD : OLD_WITHOUT_LIST;
        this.stream = streams.create(
                domo.emulator().createDataSet("sales", List.of(new ColumnSpec("id", ColumnType.LONG, false))));
    }

    @Override
    public String feed() {
        return "stream-executions";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of(
                "stream.executions.stream.ids", Long.toString(stream),
                "stream.executions.start", "earliest",
                "stream.executions.poll.max.interval.ms", "5");
    }

    @Override
    public int acts() {
        return 4;
    }

    @Override
    public void play(int act) {
        switch (act) {
            case 0 -> oldOnes();
            case 1 -> {
                domo.advance(Duration.ofMinutes(5));
                expect(8_001, "SUCCESS");
                end(8_002, "SUCCESS");
            }
            case 2 -> {
                domo.advance(Duration.ofMinutes(2));
                end(8_002, "WARNING");
                begin(8_004, domo.now());
            }
            default -> {
                domo.advance(Duration.ofMinutes(30));
                end(8_004, "INVALID");
            }
        }
    }

    private void oldOnes() {
        for (int i = 0; i < old; i++) {
            // A fraction, which not every page of Domo's tells.
            Instant started =
                    domo.ago(Duration.ofDays(90)).plusSeconds(600L * i).plusMillis(567);
            long id = 7L * i + 3;
            streams.add(stream, Streams.execution(id, started));
            String state = i % 200 == 0 ? "ERROR" : i % 200 == 1 ? UNKNOWN_END : "SUCCESS";
            streams.add(
                    stream,
                    Streams.execution(id, started)
                            .with("currentState", state)
                            .with("endedAt", started.plusMillis(300_900).toEpochMilli()));
            expect(id, state);
        }
        Instant started = domo.ago(Duration.ofMinutes(8));
        streams.add(
                stream,
                Streams.execution(8_001, started)
                        .with("currentState", "SUCCESS")
                        .with("endedAt", started.plusSeconds(60).toEpochMilli())
                        .showingFrom(domo.now().plusSeconds(200)));
        begin(8_002, domo.ago(Duration.ofMinutes(7)));
        begin(8_003, domo.ago(Duration.ofMinutes(6)));
        streams.change(stream, 8_003, Streams.failed(domo.ago(Duration.ofMinutes(5)), "No such table"));
        expected.remove("8003 ACTIVE");
        expect(8_003, "ERROR");
    }

    private void begin(long id, Instant at) {
        streams.add(stream, Streams.execution(id, at));
        expect(id, "ACTIVE");
    }

    private void end(long id, String state) {
        streams.change(
                stream,
                id,
                Streams.ended(state, domo.ago(Duration.ofSeconds(30)).plusMillis(777)));
        expect(id, state);
    }

    private void expect(long id, String state) {
        expected.put(id + " " + state, 1);
    }

    @Override
    public Map<String, Integer> expected(int act) {
        return expected;
    }

    @Override
    public String of(SourceRecord record) {
        Struct run = (Struct) record.value();
        return run.getInt64("executionId") + " " + run.getString("currentState");
    }
}
