package io.connectdomo.sink.task;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;

/** What made the task fail, kept until {@code put} may throw it: {@code preCommit} must not. The first one counts. */
public final class Failure {
    private final AtomicReference<ConnectException> first = new AtomicReference<>();

    /** From any thread. */
    public void report(Throwable cause) {
        ConnectException failure = asConnectException(cause);
        if (!first.compareAndSet(null, failure) && first.get() != failure) {
            first.get().addSuppressed(failure);
        }
    }

    private static ConnectException asConnectException(Throwable cause) {
        if (cause instanceof ConnectException already) {
            return already;
        }
        if (cause instanceof ConfigException configuration) {
            return new ConnectException(configuration.getMessage(), configuration);
        }
        return new ConnectException(
                "The sink task failed unexpectedly: " + cause
                        + ". No offset of what was not durable has been committed; restart"
                        + " the task after reading the cause.",
                cause);
    }

    void throwIfAny() {
        ConnectException failure = first.get();
        if (failure != null) {
            throw failure;
        }
    }
}
