package io.connectdomo.sink.task;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.thread.ContextThreads;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a task has of its machine: time, threads and the way to Domo. All of it stands here, so that tests can run the whole task in
 * simulated time, with every interleaving of its threads chosen by a seed.
 */
public interface TaskRuntime {
    TaskRuntime SYSTEM = new TaskRuntime() {};

    default Ticker ticker() {
        return Ticker.system();
    }

    /** A client of one task, with {@code maxConnections} requests at once at most. */
    default DomoHttp http(DomoConnectionConfig config, int maxConnections) {
        return DomoHttp.open(config, maxConnections);
    }

    /** A retry budget that begins now. */
    default RetryBudget budget(RetryPolicy policy) {
        return RetryBudget.start(policy);
    }

    /** What the worker shows of the task's consumer; {@code clientId} is null where the worker chose it. */
    default ConsumerMetrics consumer(String connector, int task, String clientId) {
        return new JmxConsumerMetrics(connector, task, clientId);
    }

    /** The threads that send requests. */
    default ScheduledExecutorService uploaders(String taskName, int threads) {
        ScheduledThreadPoolExecutor uploaders =
                new ScheduledThreadPoolExecutor(threads, ContextThreads.numbered(taskName + "-upload"));
        uploaders.setRemoveOnCancelPolicy(true);
        uploaders.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return uploaders;
    }

    /** The thread that writes the rows of long lists. */
    default ExecutorService rows() {
        return Executors.newSingleThreadExecutor(
                ContextThreads.named(Thread.currentThread().getName() + "-rows"));
    }

    /** Takes from the queue, waiting as long as told in milliseconds; null where nothing came. */
    default Runnable poll(BlockingQueue<Runnable> queue, long timeoutMs) throws InterruptedException {
        return queue.poll(timeoutMs, TimeUnit.MILLISECONDS);
    }
}
