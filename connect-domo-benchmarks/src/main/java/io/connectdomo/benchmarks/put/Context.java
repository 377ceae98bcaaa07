package io.connectdomo.benchmarks.put;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A context that only notes that the task has asked to read again. */
final class Context implements SinkTaskContext {
    private final Map<String, String> config;
    private boolean rewound;

    Context(Map<String, String> config) {
        this.config = config;
    }

    boolean rewound() {
        return rewound;
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        rewound = true;
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        rewound = true;
    }

    @Override
    public void timeout(long timeoutMs) {}

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    @Override
    public void pause(TopicPartition... partitions) {}

    @Override
    public void resume(TopicPartition... partitions) {}

    @Override
    public void requestCommit() {}

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return null;
    }
}
