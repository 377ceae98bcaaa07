package io.connectdomo.sink.crash;

import io.connectdomo.emulator.AppDocument;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.sink.harness.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;

/** What a cell of {@link StoreMatrixTest} writes, in three steps, and what Domo must hold of it in the end. */
enum Store {
    DOCUMENTS("AppDB upsert", Map.of("write.mode", "upsert")),
    DOCUMENTS_ONE_BY_ONE("AppDB upsert, one by one", Map.of("write.mode", "upsert", "appdb.bulk", "false")),
    COORDINATES("AppDB append, effectively once", Map.of("delivery.guarantee", "effectively_once")),
    FILES("FileSet", Map.of("fileset.path", "docs/{{key}}"));

    /** Keys of the first step. */
    private static final int KEYS = 30;

    private final String label;

    /** Made by {@link Map#of}. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, String> config;

    Store(String label, Map<String, String> config) {
        this.label = label;
        this.config = config;
    }

    String label() {
        return label;
    }

    boolean knows(Freeze.Request request) {
        return switch (this) {
            case DOCUMENTS, DOCUMENTS_ONE_BY_ONE -> true;
            case COORDINATES -> request == Freeze.Request.LOOK || request == Freeze.Request.CREATE;
            case FILES -> request != Freeze.Request.UPDATE;
        };
    }

    /** Makes the collection or FileSet; its id. */
    String create(DomoEmulator domo) {
        return this == FILES ? domo.fileSets().create("orders") : domo.appDb().createCollection("orders");
    }

    Map<String, String> config(String id) {
        Map<String, String> all = new TreeMap<>(config);
        all.put("domo.target", this == FILES ? "fileset" : "appdb");
        all.put(this == FILES ? "fileset.id" : "appdb.collection.id", id);
        all.put("appdb.bulk.max.documents", "8");
        return all;
    }

    // ---- the steps; the kill hits the second

    void before(Topics topics, Map<String, String> reference) {
        for (int key = 0; key < KEYS; key++) {
            change(topics, reference, key, "before");
        }
    }

    /** Updates, deletes and creates. */
    void batch(Topics topics, Map<String, String> reference) {
        for (int key = 0; key < KEYS; key++) {
            change(topics, reference, key, "to be overwritten in the batch");
            change(topics, reference, key, key % 3 == 0 ? null : "batch " + key);
        }
        for (int key = KEYS; key < KEYS + 12; key++) {
            change(topics, reference, key, "new " + key);
        }
    }

    /** Comes after the kill, and turns most of it round: a stale request that landed last would show. */
    void after(Topics topics, Map<String, String> reference) {
        for (int key = 0; key < KEYS + 12; key++) {
            if (key % 2 == 0) {
                change(topics, reference, key, key % 3 == 0 ? "again " + key : key % 4 == 0 ? null : "later " + key);
            }
        }
    }

    private void change(Topics topics, Map<String, String> reference, int key, String item) {
        TopicPartition partition = Workload.partitionOf(key);
        String name = "k" + key;
        if (this == COORDINATES) {
            long offset = topics.end(partition);
            topics.add(partition, name, Map.of("item", "item " + item));
            reference.put(partition + "@" + offset, "item " + item);
        } else if (item == null) {
            topics.add(partition, name, null);
            reference.remove(name);
        } else if (this == FILES) {
            topics.add(partition, new SchemaAndValue(null, name), new SchemaAndValue(null, item), null);
            reference.put(name, item);
        } else {
            topics.add(partition, name, Map.of("item", item));
            reference.put(name, item);
        }
    }

    // ---- what is there

    /** Of an identity that is there more than once {@code twice}. */
    Map<String, String> content(DomoEmulator domo, String id) {
        Map<String, String> content = new TreeMap<>();
        if (this == FILES) {
            domo.fileSets()
                    .contents(id)
                    .forEach((path, bytes) ->
                            content.put(path.substring("docs/".length()), new String(bytes, StandardCharsets.UTF_8)));
            return content;
        }
        for (AppDocument document : domo.appDb().documents(id)) {
            content.merge(identity(document), document.content().path("item").asText(), (one, other) -> "twice");
        }
        return content;
    }

    private String identity(AppDocument document) {
        return this == COORDINATES
                ? document.content().path("_kafka_topic").asText() + "-"
                        + document.content().path("_kafka_partition").asInt() + "@"
                        + document.content().path("_kafka_offset").asLong()
                : document.content().path("_key").asText();
    }
}
