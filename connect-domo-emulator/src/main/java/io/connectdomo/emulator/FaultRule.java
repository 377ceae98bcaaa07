package io.connectdomo.emulator;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A fault that is set, and what it counted. Guarded by the monitor of {@link Faults}. */
final class FaultRule {
    private final int id;
    private final Fault fault;
    private final Pattern path;
    private final Optional<Scenario> scenario;
    private final Instant on;
    private final Optional<Instant> until;
    private int matched;
    private int hits;

    /** @throws IllegalArgumentException when the fault's path is not a valid expression */
    FaultRule(int id, Fault fault, Optional<Scenario> scenario, Instant on, Optional<Instant> until) {
        this.id = id;
        this.fault = fault;
        this.path = pattern(fault.path());
        this.scenario = scenario;
        this.on = on;
        this.until = until;
    }

    int id() {
        return id;
    }

    Fault fault() {
        return fault;
    }

    Optional<Scenario> scenario() {
        return scenario;
    }

    Optional<Instant> until() {
        return until;
    }

    /** Requests that it is meant for, hit or not. */
    int matched() {
        return matched;
    }

    int hits() {
        return hits;
    }

    /** Counts a matching request, and tells whether it would be hit. */
    boolean meets(String method, String requestPath) {
        boolean methodFits = fault.method() == null || fault.method().equals(method);
        if (!methodFits || !path.matcher(requestPath).matches()) {
            return false;
        }
        matched++;
        long last = fault.times() < 0 ? Long.MAX_VALUE : (long) fault.nth() + fault.times() - 1;
        return matched >= fault.nth() && matched <= last;
    }

    void hit() {
        hits++;
    }

    boolean over(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }

    /** @param off when it ended; empty while it is set */
    FaultRun run(Optional<Instant> off) {
        return new FaultRun(id, fault, scenario, on, until, off, hits);
    }

    private static Pattern pattern(String path) {
        try {
            return Pattern.compile(path.startsWith("regex:") ? path.substring("regex:".length()) : globToRegex(path));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Not a valid path pattern: " + path, e);
        }
    }

    private static String globToRegex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return regex.toString();
    }
}
