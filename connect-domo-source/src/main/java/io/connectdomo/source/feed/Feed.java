package io.connectdomo.source.feed;

import io.connectdomo.source.metrics.Progress;
import java.util.Map;

/**
 * One source partition: reads a part of Domo step by step and turns it into records whose offsets resume exactly. One step
 * is at most one request. Confined to one thread at a time; a step that failed is simply taken again.
 */
public interface Feed {
    /** How logs name it, such as {@code activity-log}. */
    String name();

    /** The Connect source partition; its keys in one order. */
    Map<String, String> partition();

    /**
     * Takes one step; blocks until Domo has answered. One that comes before it is due does nothing.
     *
     * @throws io.connectdomo.common.http.DomoException where it did not succeed; nothing has changed then
     */
    Step step();

    /** The next step shall ask Domo, however long there would be nothing to ask yet. */
    void hasten();

    /**
     * Where a restart would go on behind all that {@link #step} has returned; null while that is not known yet.
     */
    Map<String, Object> offset();

    /** How far it is behind all that {@link #step} has returned. */
    Progress progress();
}
