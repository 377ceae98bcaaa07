package io.connectdomo.sink.record;

/** The documents that a batch holds already: where a value is found that Debezium did not send again. Task thread only. */
@FunctionalInterface
public interface EarlierDocuments {
    /** None: nothing is ever found. */
    EarlierDocuments NONE = key -> null;

    /** The content of the document of {@code key} as JSON in UTF-8; null where the batch has none. */
    byte[] contentOf(String key);
}
