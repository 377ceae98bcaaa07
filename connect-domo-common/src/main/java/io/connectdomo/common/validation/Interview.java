package io.connectdomo.common.validation;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.thread.ContextThreads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads and connections of one {@link Inquiry}, for a limited time. Nobody waits for a thread: one may hang in a look-up of a host
 * name, which nothing can end.
 */
final class Interview implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Interview.class);

    static final Duration FAREWELL = Duration.ofMillis(500);
    private static final int AT_ONCE = 8;

    /** After so many answers "not now" nothing more is asked. */
    private static final int MOST_REBUFFS = 3;

    private final DomoHttp http;
    private final ExecutorService threads;
    private final long deadline;
    private final AtomicInteger rebuffs = new AtomicInteger();

    /**
     * How long is waited.
     *
     * @param each longest silence of Domo
     * @param all from the first question to the last answer
     */
    record Patience(Duration each, Duration all) {
        Duration shorter(Duration configured) {
            return configured.compareTo(each) < 0 ? configured : each;
        }
    }

    Interview(DomoConnectionConfig connection, Patience patience) {
        this.deadline = System.nanoTime() + patience.all().toNanos();
        this.http = DomoHttp.open(
                connection.withTimeouts(
                        patience.shorter(connection.connectTimeout()), patience.shorter(connection.requestTimeout())),
                AT_ONCE);
        this.threads = Executors.newFixedThreadPool(AT_ONCE, ContextThreads.numbered("domo-validation"));
    }

    /** Those that were answered in time, in their order. */
    Map<Question, Answer> ask(List<Question> questions) {
        Map<Question, Future<Answer>> asked = new LinkedHashMap<>();
        questions.forEach(question -> asked.put(question, threads.submit(() -> ask(question))));
        Map<Question, Answer> answers = new LinkedHashMap<>();
        for (Map.Entry<Question, Future<Answer>> each : asked.entrySet()) {
            Answer answer = await(each.getValue());
            if (answer != null) {
                answers.put(each.getKey(), answer);
            }
        }
        return answers;
    }

    /** Null where it was not asked any more. */
    private Answer ask(Question question) {
        if (rebuffs.get() >= MOST_REBUFFS) {
            return null;
        }
        Findings findings = new Findings();
        try {
            question.asking().ask(http, findings);
            return Answer.of(findings);
        } catch (DomoException failure) {
            Answer answer = Answer.of(findings, failure);
            if (answer.ends()) {
                rebuffs.set(MOST_REBUFFS);
            } else if (answer.kind() == Answer.Kind.LATER) {
                rebuffs.incrementAndGet();
            }
            return answer;
        }
    }

    /** Null where there is none in time. */
    private Answer await(Future<Answer> answer) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            // Our own fault, which must not keep anyone from creating a connector.
            LOG.error("A question to Domo about a configuration failed in the connector itself", e.getCause());
            return null;
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
        http.close();
        try {
            threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
