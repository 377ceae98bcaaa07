package io.connectdomo.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log is read while others write it. */
class CapturedLogTest {
    private static final Logger LOG = LoggerFactory.getLogger(CapturedLogTest.class);

    @Test
    void whatIsReadIsACopyOfWhatWasSaidSoFar() throws InterruptedException {
        try (CapturedLog said = CapturedLog.of(CapturedLogTest.class)) {
            LOG.info("one");
            CountDownLatch read = new CountDownLatch(1);
            Thread other = new Thread(() -> LOG.warn("two"));
            said.messages().forEach(message -> {
                other.start();
                read.countDown();
                join(other);
            });
            read.await();
            assertThat(said.messages()).containsExactly("one", "two");
            assertThat(said.messages(Level.WARN)).containsExactly("two");
        }
    }

    @Test
    void nothingIsHeardAfterTheEndNorOfOtherThreads() {
        CapturedLog own = CapturedLog.ofThisThread(CapturedLogTest.class);
        LOG.info("mine");
        Thread other = new Thread(() -> LOG.info("another's"));
        other.start();
        join(other);
        own.close();
        LOG.info("too late");
        assertThat(own.messages()).containsExactly("mine");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
