package io.connectdomo.local.chaos;

import io.connectdomo.local.Documents;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Keys of which a collection ever showed more than one document. The next change of such a key heals it, so that the end of a
 * long run would not tell.
 */
final class SecondDocuments {
    private static final String KEY = "_key";

    private final Documents documents;
    private final String collection;
    private final Set<String> keys = new ConcurrentSkipListSet<>();

    SecondDocuments(Documents documents, String collection) {
        this.documents = documents;
        this.collection = collection;
    }

    void look() {
        documents.countsBy(collection, KEY).forEach((key, count) -> {
            if (count > 1) {
                keys.add(key);
            }
        });
    }

    Set<String> keys() {
        return keys;
    }
}
