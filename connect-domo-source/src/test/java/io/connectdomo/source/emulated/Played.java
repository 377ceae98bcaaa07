package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.connect.source.SourceRecord;

/** Plays a script while the feed is read, and holds the topic to it. */
final class Played {
    private Played() {}

    static void exactly(Domo domo, Function<Domo, Script> scripts, Map<String, String> more, Set<Integer> kills)
            throws InterruptedException {
        Script script = scripts.apply(domo);
        Map<String, String> keys = new TreeMap<>(script.keys());
        keys.putAll(more);
        OffsetStore offsets = new OffsetStore();
        script.play(0);
        try (SimulatedWorker worker = new SimulatedWorker(domo.config(script.feed(), keys), offsets, kills)) {
            for (int act = 0; act < script.acts(); act++) {
                if (act > 0) {
                    script.play(act);
                }
                Map<String, Integer> expected = script.expected(act);
                int total =
                        expected.values().stream().mapToInt(Integer::intValue).sum();
                worker.runUntil(() -> worker.written().size() >= total);
                assertThat(counted(script, worker)).isEqualTo(expected);
            }
            worker.runUntilQuiet(domo::requests);
            assertThat(counted(script, worker)).isEqualTo(script.expected(script.acts() - 1));
        }
    }

    private static Map<String, Integer> counted(Script script, SimulatedWorker worker) {
        Map<String, Integer> counts = new TreeMap<>();
        for (SourceRecord record : worker.written()) {
            counts.merge(script.of(record), 1, Integer::sum);
        }
        return counts;
    }
}
