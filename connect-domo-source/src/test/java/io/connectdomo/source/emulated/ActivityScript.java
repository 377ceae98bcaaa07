package io.connectdomo.source.emulated;

import static io.connectdomo.emulator.ActivityLog.entry;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.FeedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A day with a crowd, more ties in a millisecond than a low limit shows, twins, late entries and texts that change. */
final class ActivityScript implements Script {
    private static final int ORDINARY = 400;
    private static final int CROWD = 350;
    private static final int TIES = 320;

    private final Domo domo;
    private final ActivityLog log;
    private final Map<String, Integer> expected = new TreeMap<>();
    private long changing;

    ActivityScript(Domo domo) {
        this.domo = domo;
        this.log = domo.emulator().activityLog();
    }

    @Override
    public String feed() {
        return "activity-log";
    }

    @Override
    public Map<String, String> keys() {
        return Map.of("activity.log.start", "-PT30H", "activity.log.sweep.interval.ms", "10");
    }

    @Override
    public int acts() {
        return 4;
    }

    @Override
    public void play(int act) {
        switch (act) {
            case 0 -> yesterday();
            case 1 -> {
                domo.advance(Duration.ofMinutes(5));
                log.change(changing, Map.of("additionalComment", "It is called something else now."));
                happens("again", domo.ago(Duration.ofMinutes(7)));
                expect("late", 1);
                expect("late twin", 1);
                expect("again", 1);
            }
            case 2 -> {
                domo.advance(Duration.ofMinutes(5));
                happens("new", domo.ago(Duration.ofMinutes(1)));
                expect("new", 1);
                expect("very late", 1);
            }
            default -> {
                domo.advance(Duration.ofHours(1));
                happens("after an hour", domo.ago(Duration.ofMinutes(30)));
                expect("after an hour", 1);
            }
        }
    }

    private void yesterday() {
        for (int i = 0; i < ORDINARY; i++) {
            happens("ordinary " + i, domo.ago(Duration.ofHours(29)).plusSeconds(250L * i));
            expect("ordinary " + i, 1);
        }
        for (int i = 0; i < CROWD; i++) {
            happens("crowd " + i, domo.ago(Duration.ofMinutes(9)).plusMillis(7L * i));
            expect("crowd " + i, 1);
        }
        Instant tied = domo.ago(Duration.ofHours(3));
        for (int i = 0; i < TIES; i++) {
            happens("tie " + i, tied);
            expect("tie " + i, 1);
        }
        Instant twins = domo.ago(Duration.ofMinutes(4));
        happens("twin", twins);
        happens("twin", twins);
        log.add(named("twin", twins).with("additionalComment", "The same, in other words."));
        expect("twin", 3);
        changing = log.add(named("changing", domo.ago(Duration.ofMinutes(3))));
        expect("changing", 1);
        log.add(named("late", domo.ago(Duration.ofMinutes(6)))
                .showingFrom(domo.now().plusSeconds(200)));
        happens("late twin", twins);
        expect("late twin", 1);
        log.add(named("late twin", twins).showingFrom(domo.now().plusSeconds(250)));
        log.add(named("very late", domo.ago(Duration.ofSeconds(60)))
                .showingFrom(domo.now().plusSeconds(590)));
    }

    @Override
    public Map<String, Integer> expected(int act) {
        return expected;
    }

    @Override
    public String of(SourceRecord record) {
        return ((Struct) record.value()).getString("objectName");
    }

    private void happens(String name, Instant time) {
        log.add(named(name, time));
    }

    private void expect(String name, int times) {
        expected.merge(name, times, Integer::sum);
    }

    private static FeedEntry named(String name, Instant time) {
        return entry(time).with("objectName", name).with("objectId", name);
    }
}
