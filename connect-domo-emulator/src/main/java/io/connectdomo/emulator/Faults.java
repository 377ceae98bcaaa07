package io.connectdomo.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The faults that are set. Thread-safe. */
public final class Faults {

    private static final class Rule {
        private final Fault fault;
        private final Pattern path;
        private int matched;

        Rule(Fault fault) {
            this.fault = fault;
            this.path = pattern(fault.path());
        }

        /** Counts a matching request, and tells whether it is hit. */
        boolean hits(String method, String requestPath) {
            boolean methodFits = fault.method() == null || fault.method().equals(method);
            if (!methodFits || !path.matcher(requestPath).matches()) {
                return false;
            }
            matched++;
            long last = fault.times() < 0 ? Long.MAX_VALUE : (long) fault.nth() + fault.times() - 1;
            return matched >= fault.nth() && matched <= last;
        }
    }

    private final Map<Integer, Rule> rules = new LinkedHashMap<>();
    private int lastId;

    Faults() {}

    /**
     * Sets a fault; it counts requests from now on.
     *
     * @return its id
     * @throws IllegalArgumentException when its path is not a valid expression
     */
    public synchronized int add(Fault fault) {
        lastId++;
        rules.put(lastId, new Rule(fault));
        return lastId;
    }

    /** Takes one away; false when there was none with this id. */
    public synchronized boolean remove(int id) {
        return rules.remove(id) != null;
    }

    /** Takes all away. */
    public synchronized void clear() {
        rules.clear();
    }

    /** All that are set, used up or not, by id. */
    public synchronized Map<Integer, Fault> all() {
        Map<Integer, Fault> all = new LinkedHashMap<>();
        rules.forEach((id, rule) -> all.put(id, rule.fault));
        return all;
    }

    /** How many requests matched this fault so far, hit or not; 0 for an unknown id. */
    public synchronized int matched(int id) {
        Rule rule = rules.get(id);
        return rule == null ? 0 : rule.matched;
    }

    /** The fault that hits this request, or null. Every rule counts the request; of several hits the oldest rule wins. */
    synchronized Fault next(String method, String path) {
        Fault hit = null;
        for (Rule rule : rules.values()) {
            if (rule.hits(method, path) && hit == null) {
                hit = rule.fault;
            }
        }
        return hit;
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
