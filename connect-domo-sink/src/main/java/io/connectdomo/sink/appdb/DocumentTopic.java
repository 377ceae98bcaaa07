package io.connectdomo.sink.appdb;

import io.connectdomo.sink.record.DocumentOptions;
import io.connectdomo.sink.record.RecordOptions;

/** What holds for one topic: how its records become documents, and of which collection. */
public record DocumentTopic(RecordOptions record, DocumentOptions documents, CollectionSettings collection) {}
