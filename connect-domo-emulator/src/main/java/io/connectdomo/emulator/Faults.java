package io.connectdomo.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The faults that are set, and the newest of those that were. Thread-safe. */
public final class Faults {
    private static final int ENDED_KEPT = 50;

    private final Clock clock;
    private final Map<Integer, FaultRule> rules = new LinkedHashMap<>();
    private final ArrayDeque<FaultRun> ended = new ArrayDeque<>();
    private final Map<Scenario, Long> endedHits = new EnumMap<>(Scenario.class);
    private int lastId;

    Faults(Clock clock) {
        this.clock = clock;
    }

    /**
     * Sets a fault; it counts requests from now on.
     *
     * @return its id
     * @throws IllegalArgumentException when its path is not a valid expression
     */
    public synchronized int add(Fault fault) {
        return set(fault, Optional.empty(), Optional.empty());
    }

    /** Switches a scenario on for so long from now, whether it is on already or not; the id. */
    synchronized int add(Scenario scenario, Duration time) {
        remove(scenario);
        return set(
                scenario.fault(),
                Optional.of(scenario),
                Optional.of(clock.instant().plus(time)));
    }

    private int set(Fault fault, Optional<Scenario> scenario, Optional<Instant> until) {
        FaultRule rule = new FaultRule(lastId + 1, fault, scenario, clock.instant(), until);
        lastId++;
        rules.put(lastId, rule);
        return lastId;
    }

    /** Takes one away; false when there was none with this id. */
    public synchronized boolean remove(int id) {
        endOverdue();
        FaultRule rule = rules.get(id);
        if (rule != null) {
            end(rule, clock.instant());
        }
        return rule != null;
    }

    /** Switches a scenario off if it is on. */
    synchronized void remove(Scenario scenario) {
        endOverdue();
        List.copyOf(rules.values()).stream()
                .filter(rule -> rule.scenario().equals(Optional.of(scenario)))
                .forEach(rule -> end(rule, clock.instant()));
    }

    /** Takes all away. */
    public synchronized void clear() {
        endOverdue();
        List.copyOf(rules.values()).forEach(rule -> end(rule, clock.instant()));
    }

    /** All that are set, used up or not, by id. */
    public synchronized Map<Integer, Fault> all() {
        endOverdue();
        Map<Integer, Fault> all = new LinkedHashMap<>();
        rules.forEach((id, rule) -> all.put(id, rule.fault()));
        return all;
    }

    /** How many requests matched this fault so far, hit or not; 0 for an unknown id. */
    public synchronized int matched(int id) {
        FaultRule rule = rules.get(id);
        return rule == null ? 0 : rule.matched();
    }

    /** Those that are set and the newest that were, newest first. */
    synchronized List<FaultRun> runs() {
        endOverdue();
        List<FaultRun> runs = new ArrayList<>(ended);
        rules.values().forEach(rule -> runs.add(0, rule.run(Optional.empty())));
        return runs;
    }

    /** How many requests a scenario happened to since the start. */
    synchronized long hits(Scenario scenario) {
        long now = rules.values().stream()
                .filter(rule -> rule.scenario().equals(Optional.of(scenario)))
                .mapToLong(FaultRule::hits)
                .sum();
        return now + endedHits.getOrDefault(scenario, 0L);
    }

    /** The fault that hits this request, or null. Every rule counts the request; of several hits the oldest rule wins. */
    synchronized Fault next(String method, String path) {
        if (rules.isEmpty()) {
            return null;
        }
        endOverdue();
        FaultRule hit = null;
        for (FaultRule rule : rules.values()) {
            if (rule.meets(method, path) && hit == null) {
                hit = rule;
            }
        }
        if (hit == null) {
            return null;
        }
        hit.hit();
        return hit.fault();
    }

    private void endOverdue() {
        Instant now = clock.instant();
        List.copyOf(rules.values()).stream()
                .filter(rule -> rule.over(now))
                .forEach(rule -> end(rule, rule.until().orElseThrow()));
    }

    private void end(FaultRule rule, Instant off) {
        rules.remove(rule.id());
        rule.scenario().ifPresent(scenario -> endedHits.merge(scenario, (long) rule.hits(), Long::sum));
        ended.addFirst(rule.run(Optional.of(off)));
        if (ended.size() > ENDED_KEPT) {
            ended.removeLast();
        }
    }
}
