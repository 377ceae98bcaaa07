package io.connectdomo.source;

import io.connectdomo.common.Version;
import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.feed.PollLoop;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** What the worker runs; forwards to a {@link PollLoop}, in which all state lives. */
public final class DomoSourceTask extends SourceTask {
    private PollLoop loop;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        loop = SourceTaskFactory.start(new DomoSourceConfig(properties), context);
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        return loop.poll();
    }

    /** On the task's thread, after {@link #poll} has returned; also called when {@link #start} failed. */
    @Override
    public void stop() {
        if (loop != null) {
            loop.close();
        }
    }
}
