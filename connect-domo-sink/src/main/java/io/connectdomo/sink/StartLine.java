package io.connectdomo.sink;

import io.connectdomo.sink.config.DomoSinkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a task says of itself when it starts: one line with what is worth knowing of its configuration, and no secret. */
final class StartLine {
    /** Said whether it is set or not. */
    private static final List<String> ALWAYS =
            List.of("domo.target", "write.mode", "delivery.guarantee", "commit.interval.ms");

    /** Said where it is set, for the connector or for topics. */
    private static final Set<String> PLACES = Set.of(
            "domo.target",
            "write.mode",
            "delivery.guarantee",
            "commit.interval.ms",
            "dataset.id",
            "dataset.name",
            "appdb.collection.id",
            "appdb.collection.name",
            "appdb.datastore.id",
            "fileset.id",
            "fileset.path",
            "file.id",
            "file.name");

    private static final Pattern OVERRIDE = Pattern.compile("topic\\.override\\..+?\\.((?:" + alternatives() + "))$");

    /** A connector may carry a database of thousands of tables. */
    private static final int MOST_OVERRIDES = 20;

    private StartLine() {}

    private static String alternatives() {
        return String.join("|", PLACES.stream().map(Pattern::quote).toList());
    }

    static String of(DomoSinkConfig config) {
        Map<String, String> set = new TreeMap<>(config.originalsStrings());
        List<String> words = new ArrayList<>();
        add(words, set, "topics");
        add(words, set, "topics.regex");
        ALWAYS.forEach(key -> words.add(key + "=" + config.values().get(key)));
        PLACES.stream().filter(key -> !ALWAYS.contains(key)).sorted().forEach(key -> add(words, set, key));
        List<String> overrides =
                set.keySet().stream().filter(StartLine::isOfPlace).toList();
        overrides.stream().limit(MOST_OVERRIDES).forEach(key -> add(words, set, key));
        if (overrides.size() > MOST_OVERRIDES) {
            words.add("and " + (overrides.size() - MOST_OVERRIDES) + " more of topics");
        }
        return "Connector " + config.connectorName() + " task " + config.taskNumber() + " writes to "
                + config.connection().baseUrl().getHost() + ": " + String.join(", ", words);
    }

    private static void add(List<String> words, Map<String, String> set, String key) {
        if (set.containsKey(key)) {
            words.add(key + "=" + set.get(key));
        }
    }

    private static boolean isOfPlace(String key) {
        Matcher override = OVERRIDE.matcher(key);
        return override.matches();
    }
}
