package io.connectdomo.benchmarks.worker.noop;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Leaves everything to the framework, which still reads, converts and commits offsets. */
public final class NoOpSinkTask extends SinkTask {
    @Override
    public void start(Map<String, String> properties) {}

    @Override
    public void put(Collection<SinkRecord> records) {}

    @Override
    public void stop() {}

    @Override
    public String version() {
        return "1";
    }
}
