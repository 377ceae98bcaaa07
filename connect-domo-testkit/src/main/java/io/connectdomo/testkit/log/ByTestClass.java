package io.connectdomo.testkit.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.sift.AbstractDiscriminator;

/** Tells logback whose file a line belongs to; it asks on the thread that logs. */
public final class ByTestClass extends AbstractDiscriminator<ILoggingEvent> {
    @Override
    public String getDiscriminatingValue(ILoggingEvent event) {
        return TestLog.current();
    }

    @Override
    public String getKey() {
        return "testClass";
    }
}
