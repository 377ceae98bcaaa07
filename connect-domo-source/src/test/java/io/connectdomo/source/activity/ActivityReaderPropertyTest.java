package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.connectdomo.source.feed.ServerClock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever Domo and the worker do: what is emitted is what happened. {@code -Dactivity.seed=n} runs one case again. */
class ActivityReaderPropertyTest {
    private static final int CASES = Integer.getInteger("activity.cases", 300);

    /** Clocks are wrong in most cases, and said to be with every kill. */
    @BeforeAll
    static void silence() {
        level(Level.ERROR);
    }

    @AfterAll
    static void speak() {
        level(null);
    }

    private static void level(Level level) {
        ((Logger) LoggerFactory.getLogger(ServerClock.class)).setLevel(level);
    }

    @Test
    void everyEventComesOutExactlyOnce() {
        seeds().forEach(seed -> {
            Scenario scenario = Scenario.random(seed);
            List<Emission> topic = run(scenario, true).topic();
            assertThat(emitted(topic, scenario.textsChange()))
                    .as("-Dactivity.seed=%d, %s", seed, scenario)
                    .isEqualTo(happened(scenario));
            assertThat(keys(topic)).as("keys of seed %d", seed).hasSize(topic.size());
        });
    }

    @Test
    void withoutExactlyOnceNothingIsLostAndRepeatsHaveTheSameKeys() {
        seeds().forEach(seed -> {
            Scenario scenario = Scenario.random(seed);
            Set<String> keys = keys(run(scenario, false).topic());
            assertThat(keys)
                    .as("-Dactivity.seed=%d, %s", seed, scenario)
                    .hasSize(happened(scenario).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
        });
    }

    private static LongStream seeds() {
        Long one = Long.getLong("activity.seed");
        return one == null ? LongStream.range(0, CASES) : LongStream.of(one);
    }

    private static ScenarioRun run(Scenario scenario, boolean exactlyOnce) {
        Random random = new Random(~scenario.seed());
        SimulatedTime time = new SimulatedTime(scenario.workerStartsAt(), random, scenario.workerIsAhead());
        if (scenario.outage() != null) {
            time.outage(scenario.outage().from(), scenario.outage().to());
        }
        SimulatedLog log = new SimulatedLog(scenario.events(), scenario.habits(), time);
        return new ScenarioRun(scenario.settings(), time, log, random, scenario.killRate(), exactlyOnce)
                .untilSettled(scenario.last() + 3_000);
    }

    /** By time, identity, and text where it does not change: how often. */
    private static Map<String, Integer> happened(Scenario scenario) {
        Map<String, Integer> counts = new TreeMap<>();
        for (SimulatedLog.Event event : scenario.events()) {
            if (event.time() >= scenario.begin() && !event.odd()) {
                count(counts, event.row(Long.MIN_VALUE), scenario.textsChange());
            }
        }
        return counts;
    }

    private static Map<String, Integer> emitted(List<Emission> topic, boolean textsChange) {
        Map<String, Integer> counts = new TreeMap<>();
        topic.forEach(emission -> count(counts, emission.row(), textsChange));
        return counts;
    }

    private static void count(Map<String, Integer> counts, LogRow row, boolean textsChange) {
        String text = textsChange ? "" : "/" + row.content();
        counts.merge(row.time() + "/" + row.idLow() + text, 1, Integer::sum);
    }

    private static Set<String> keys(List<Emission> topic) {
        Set<String> keys = new HashSet<>();
        topic.forEach(emission -> keys.add(emission.row().time() + "/" + emission.eventId()));
        return keys;
    }
}
