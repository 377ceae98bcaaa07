package io.connectdomo.sink.appdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** By what a document of the collection is known as that of a record. */
sealed interface Identity {
    /** A query for the documents of these identities. */
    JsonNode predicate(Collection<String> identities);

    /** The identity of a document that was found. */
    Optional<String> of(JsonNode content);

    /** Whether the same identity may be written with other contents; else what is there is right. */
    boolean rewrites();

    /** Upsert and delete: the key as text in a field of the document. */
    record Key(String field) implements Identity {
        @Override
        public JsonNode predicate(Collection<String> identities) {
            ObjectNode predicate = Json.object();
            ArrayNode keys = predicate.putObject("content." + field).putArray("$in");
            identities.forEach(keys::add);
            return predicate;
        }

        @Override
        public Optional<String> of(JsonNode content) {
            JsonNode key = content.path(field);
            return key.isTextual() ? Optional.of(key.textValue()) : Optional.empty();
        }

        @Override
        public boolean rewrites() {
            return true;
        }
    }

    /** Effectively-once append: where the record stands in Kafka. The document is a pure function of it. */
    record Coordinates() implements Identity {
        private static final String TOPIC = "_kafka_topic";
        private static final String PARTITION = "_kafka_partition";
        private static final String OFFSET = "_kafka_offset";
        private static final char SEPARATOR = '/'; // no topic's name has one

        /** @param topic with the epoch behind it */
        static String identity(String topic, long partition, long offset) {
            return topic + SEPARATOR + partition + SEPARATOR + offset;
        }

        @Override
        public JsonNode predicate(Collection<String> identities) {
            Map<String, List<Long>> offsets = new LinkedHashMap<>();
            for (String identity : identities) {
                int cut = identity.lastIndexOf(SEPARATOR);
                offsets.computeIfAbsent(identity.substring(0, cut), partition -> new ArrayList<>())
                        .add(Long.parseLong(identity.substring(cut + 1)));
            }
            ObjectNode predicate = Json.object();
            if (offsets.size() == 1) {
                offsets.forEach((partition, of) -> restrict(predicate, partition, of));
                return predicate;
            }
            ArrayNode either = predicate.putArray("$or");
            offsets.forEach((partition, of) -> restrict(either.addObject(), partition, of));
            return predicate;
        }

        private static void restrict(ObjectNode predicate, String partition, List<Long> offsets) {
            int cut = partition.lastIndexOf(SEPARATOR);
            predicate.put("content." + TOPIC, partition.substring(0, cut));
            predicate.put("content." + PARTITION, Long.parseLong(partition.substring(cut + 1)));
            ArrayNode in = predicate.putObject("content." + OFFSET).putArray("$in");
            offsets.forEach(in::add);
        }

        @Override
        public Optional<String> of(JsonNode content) {
            Optional<String> topic = Lenient.text(content, TOPIC);
            OptionalLong partition = Lenient.number(content, PARTITION);
            OptionalLong offset = Lenient.number(content, OFFSET);
            return topic.isPresent() && partition.isPresent() && offset.isPresent()
                    ? Optional.of(identity(topic.get(), partition.getAsLong(), offset.getAsLong()))
                    : Optional.empty();
        }

        @Override
        public boolean rewrites() {
            return false;
        }
    }
}
