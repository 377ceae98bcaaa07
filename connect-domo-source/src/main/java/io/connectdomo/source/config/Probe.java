package io.connectdomo.source.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Domo one question after the other, for as long as a worker waits for a validation. Only a definite no is an error; once
 * Domo did not answer, nothing more is asked. Not thread-safe.
 */
final class Probe {
    /** Longest time of one question. */
    static final Duration EACH = Duration.ofSeconds(4);

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    /** With one more question behind it well under the 15 s that a validation may take. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final int BAD_TOKEN = 401;

    private final Map<String, ConfigValue> values;
    private final long began = System.nanoTime();
    private boolean silent;

    Probe(Map<String, ConfigValue> values) {
        this.values = values;
    }

    /**
     * @param key what a no belongs to, unless it is about the token
     * @param what is looked at, in the words of a message
     * @param advice behind the message of a no
     * @param look asks Domo
     */
    void ask(String key, String what, String advice, Runnable look) {
        if (silent || System.nanoTime() - began > LONGEST_NANOS) {
            return;
        }
        try {
            look.run();
        } catch (DomoException.Refused refused) {
            complain(key, "The " + what + " can't be read: " + refused.getMessage() + advice);
        } catch (DomoException.Unauthorized refused) {
            complain(
                    refused.status() == BAD_TOKEN ? DomoConnectionConfig.TOKEN : key,
                    "The " + what + " can't be read: " + refused.getMessage() + advice);
            silent = refused.status() == BAD_TOKEN;
        } catch (DomoException notNow) {
            silent = true;
            LOG.warn("The {} could not be checked now; the task will read it when it can", what, notNow);
        }
    }

    void complain(String key, String message) {
        values.get(key).addErrorMessage(message);
    }
}
