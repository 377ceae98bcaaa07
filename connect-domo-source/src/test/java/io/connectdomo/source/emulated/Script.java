package io.connectdomo.source.emulated;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** What happens in Domo, act by act, and what the topic has to hold after each: no more, no less. */
interface Script {
    /** As the configuration names it. */
    String feed();

    /** Keys that this feed needs. */
    Map<String, String> keys();

    int acts();

    /** Lets one act happen in Domo. */
    void play(int act);

    /** How often what {@link #of} tells of a record has to be in the topic once this act is read. */
    Map<String, Integer> expected(int act);

    /** What makes a record the one that is expected. */
    String of(SourceRecord record);
}
