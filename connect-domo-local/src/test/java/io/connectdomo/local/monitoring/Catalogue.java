package io.connectdomo.local.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The beans of docs/metrics.md, which is written from the code. */
public final class Catalogue {
    private static final Pattern BEAN = Pattern.compile("(?m)^`io\\.connectdomo:type=([a-z-]+),.*`$");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (counter|gauge) \\| (\\S+) \\|.*$");
    /** Keys as the exporter shows them to its rules. */
    private static final Map<String, String> KEYS = Map.of(
            "sink-task", "",
            "sink-destination", ", target=dataset, destination=\"2f09a073-54a4-4269-8c95-b776d67d5bfa\"",
            "source-task", "",
            "source-feed", ", feed=activity-log");
    /** The task's bean has every attribute of these. */
    private static final Map<String, String> PARTS =
            Map.of("sink-task", "sink-destination", "source-task", "source-feed");

    private Catalogue() {}

    /**
     * An attribute of a bean.
     *
     * @param bean as the exporter shows it to its rules
     * @param counter else a gauge
     */
    record Attribute(String bean, String name, boolean counter, String unit) {
        private Attribute of(String otherBean) {
            return new Attribute(otherBean, name, counter, unit);
        }
    }

    /** All attributes of all beans. */
    static List<Attribute> attributes() {
        String page = MonitoringFiles.page("metrics.md");
        Map<String, List<Attribute>> byType = new LinkedHashMap<>();
        for (String section : page.split("(?m)^## ", -1)) {
            Matcher bean = BEAN.matcher(section);
            if (bean.find()) {
                byType.put(bean.group(1), attributes(bean.group(1), section));
            }
        }
        List<Attribute> all = new ArrayList<>();
        byType.values().forEach(all::addAll);
        PARTS.forEach((task, part) ->
                byType.get(part).forEach(attribute -> addUnlessThere(all, attribute.of(bean(task)))));
        return all;
    }

    /** The names under which a worker with sink and source exposes them. */
    public static List<String> exposed() {
        ExporterRules rules = ExporterRules.read();
        return attributes().stream()
                .map(attribute -> rules.name(attribute.bean(), attribute.name()).orElseThrow())
                .distinct()
                .toList();
    }

    private static List<Attribute> attributes(String type, String section) {
        List<Attribute> attributes = new ArrayList<>();
        Matcher row = ATTRIBUTE.matcher(section);
        while (row.find()) {
            attributes.add(new Attribute(bean(type), row.group(1), row.group(2).equals("counter"), row.group(3)));
        }
        return attributes;
    }

    private static void addUnlessThere(List<Attribute> all, Attribute one) {
        boolean there = all.stream()
                .anyMatch(
                        other -> other.bean().equals(one.bean()) && other.name().equals(one.name()));
        if (!there) {
            all.add(one);
        }
    }

    private static String bean(String type) {
        return "io.connectdomo<type=" + type + ", connector=\"orders\", task=0" + KEYS.get(type) + "><>";
    }
}
