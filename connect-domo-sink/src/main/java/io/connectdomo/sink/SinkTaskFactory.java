package io.connectdomo.sink;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.DatastoreClient;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.files.FileClient;
import io.connectdomo.common.filesets.FileSetClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.sink.appdb.AppDbDestinations;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.config.Target;
import io.connectdomo.sink.dataset.DataSetDestinations;
import io.connectdomo.sink.file.FileDestinations;
import io.connectdomo.sink.fileset.FileSetDestinations;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.task.Assignment;
import io.connectdomo.sink.task.Destinations;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.task.StartedSinkTask;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.task.TaskRuntime;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Lanes;
import java.lang.management.ManagementFactory;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a task together. */
final class SinkTaskFactory {
    private static final Logger log = LoggerFactory.getLogger(SinkTaskFactory.class);

    private SinkTaskFactory() {}

    static StartedSinkTask start(DomoSinkConfig config, SinkTaskContext context, TaskRuntime runtime) {
        String name = config.connectorName() + "-" + config.taskNumber();
        Ticker ticker = runtime.ticker();
        SinkMetrics metrics = new SinkMetrics(
                new TaskBeans(
                        ManagementFactory.getPlatformMBeanServer(),
                        WorkerMetrics.of(SinkTaskContext.class, context),
                        config.connectorName(),
                        config.taskNumber()),
                ticker::nowMs,
                System::currentTimeMillis);
        TaskParts parts = TaskParts.of(
                runtime,
                config.bufferMaxBytes(),
                new Assignment(context, metrics),
                context,
                config.connectorName(),
                config.taskNumber(),
                config.hasDeadLetterQueue(),
                metrics,
                runtime.consumer(config.connectorName(), config.taskNumber(), config.consumerClientId()));
        RetryPolicy retries = RetryPolicy.of(config.connection());
        // One connection for each uploader thread; they are the only ones who ask.
        DomoHttp http = runtime.http(config.connection(), config.uploadMaxInFlight());
        Lanes lanes = new Lanes(
                runtime.uploaders(name, config.uploadMaxInFlight()),
                config.uploadMaxInFlight(),
                () -> runtime.budget(retries),
                parts.failure()::report);
        Destinations destinations = new TargetDestinations(
                config.destinationsAreCertain(),
                config::target,
                target -> destinations(target, config, parts, http, lanes),
                lanes,
                http);
        StartedSinkTask started = new StartedSinkTask(context, parts, destinations);
        MemoryBudget memory = parts.memory();
        metrics.show(memory::used, memory::peak, memory::limit, http::requests);
        log.info("{}", StartLine.of(config));
        return started;
    }

    private static Destinations destinations(
            Target target, DomoSinkConfig config, TaskParts parts, DomoHttp http, Lanes lanes) {
        return switch (target) {
            case DATASET ->
                new DataSetDestinations(
                        config::topic,
                        config.task(),
                        parts,
                        new DataSetClient(http, config.connection().compat()),
                        new SearchClient(http),
                        lanes);
            case FILE ->
                new FileDestinations(
                        config::file,
                        config.task(),
                        parts,
                        new FileClient(http, config.connection().compat()),
                        lanes);
            case APPDB ->
                new AppDbDestinations(
                        config::documents,
                        parts,
                        new AppDbClient(http),
                        new DatastoreClient(http, config.connection().requestTimeout()),
                        config.connection().compat().appDbDocuments(),
                        config.connection().requestTimeout(),
                        lanes);
            case FILESET ->
                new FileSetDestinations(
                        config::files,
                        parts,
                        new FileSetClient(http),
                        config.connection().requestTimeout(),
                        lanes,
                        config.uploadMaxInFlight());
        };
    }
}
