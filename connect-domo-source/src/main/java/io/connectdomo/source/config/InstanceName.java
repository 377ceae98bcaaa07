package io.connectdomo.source.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One name for an instance, however it is written: source partitions are found by it. */
final class InstanceName {
    private static final String DOMO = ".domo.com";

    private InstanceName() {}

    /**
     * The bare name for {@code acme.domo.com}, in lower case; else the host.
     *
     * @param host of the address that Domo is called at
     */
    static String of(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String rooted = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        String name = rooted.endsWith(DOMO) ? rooted.substring(0, rooted.length() - DOMO.length()) : rooted;
        return name.isEmpty() || name.contains(".") ? rooted : name;
    }

    /**
     * How earlier releases may have written it, which took it as it was configured: the name itself is not among them.
     *
     * @param written {@code domo.instance}, null with {@code domo.url}
     */
    static List<String> formerly(String written, String host) {
        String name = of(host);
        Set<String> spellings = new LinkedHashSet<>();
        if (written != null && !written.isBlank()) {
            spellings.add(written.trim().toLowerCase(Locale.ROOT));
        }
        spellings.add(host.toLowerCase(Locale.ROOT));
        if (of(name + DOMO).equals(name)) {
            spellings.add(name + DOMO);
        }
        spellings.remove(name);
        return List.copyOf(spellings);
    }
}
