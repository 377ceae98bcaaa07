package io.connectdomo.testkit.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * What a logger and those below it say until this is closed. Threads may go on logging while it is read: what is read is a
 * copy. Tests that run beside this one are heard too, but for {@link #ofThisThread}.
 */
public final class CapturedLog implements AutoCloseable {
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AppenderBase<ILoggingEvent> appender;

    private CapturedLog(String logger, boolean allThreads) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        this.appender = appender(allThreads, Thread.currentThread());
        appender.setContext(this.logger.getLoggerContext());
        appender.start();
        this.logger.addAppender(appender);
    }

    private AppenderBase<ILoggingEvent> appender(boolean allThreads, Thread own) {
        return new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (allThreads || Thread.currentThread() == own) {
                    event.prepareForDeferredProcessing(); // arguments may change after this
                    events.add(event);
                }
            }
        };
    }

    /** Listens to the logger of a class. */
    public static CapturedLog of(Class<?> logger) {
        return of(logger.getName());
    }

    /** Listens to a logger by its name, which may be a package's. */
    public static CapturedLog of(String logger) {
        return new CapturedLog(logger, true);
    }

    /** Listens to what the calling thread says, and to nobody else. */
    public static CapturedLog ofThisThread(Class<?> logger) {
        return new CapturedLog(logger.getName(), false);
    }

    /** All that was said so far, in its order. */
    public List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    /** The same as texts. */
    public List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** What was said at exactly this level. */
    public List<String> messages(Level level) {
        return events.stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** Hears nothing more; what was said can still be read. */
    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
    }
}
