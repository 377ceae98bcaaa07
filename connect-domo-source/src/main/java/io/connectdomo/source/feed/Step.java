package io.connectdomo.source.feed;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What a step brought.
 *
 * @param records in the order in which they have to be written; often none
 * @param dueInMs milliseconds until the next step has something to do; 0 for at once
 */
public record Step(List<SourceRecord> records, long dueInMs) {}
