package io.connectdomo.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tests' logs are files, and whoever sees a failure knows which. */
class TestLogTest {
    private static final Logger LOG = LoggerFactory.getLogger(TestLogTest.class);
    private static final Path FILE = Path.of("target", "test-logs", TestLogTest.class.getName() + ".log");

    @Test
    void nothingThatIsLoggedGoesToTheConsole() {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        for (ch.qos.logback.classic.Logger logger :
                ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
            Iterator<Appender<ILoggingEvent>> own = logger.iteratorForAppenders();
            own.forEachRemaining(appenders::add);
        }
        assertThat(appenders).isNotEmpty().noneMatch(ConsoleAppender.class::isInstance);
    }

    @Test
    void aThreadOfATestLogsToTheFileOfItsClass() throws Exception {
        Thread thread = new Thread(() -> LOG.info("said beside the test"));
        thread.start();
        thread.join();
        assertThat(FILE).content().contains("said beside the test");
    }

    @Nested
    class Inside {
        @Test
        void aNestedClassLogsToTheSameFile() throws IOException {
            LOG.info("said inside");
            assertThat(Files.readString(FILE)).contains("said inside");
        }
    }

    @Test
    void aFailureNamesTheFileOnce() {
        AssertionError failure = new AssertionError("what failed");
        TestLog.named(TestLog.named(failure, TestLogTest.class), Inside.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .contains(FILE.toAbsolutePath().toString());
    }

    @Test
    void ofNoClassIsAFileToo() throws InterruptedException {
        List<String> current = new ArrayList<>();
        Thread thread = new Thread(null, () -> current.add(TestLog.current()), "inherits nothing", 0, false);
        thread.start();
        thread.join();
        assertThat(current).containsExactly(TestLog.OF_NO_CLASS);
    }
}
