package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/**
 * Effectively-once append (delivery.md 2.4): a row's key is where its record stands in Kafka, so writing it again changes
 * nothing.
 *
 * @param epoch {@code delivery.epoch}, empty where none is set; told apart by it are the records of a topic that was deleted
 *     and made anew
 */
public record CoordinateKey(String epoch) {
    private static final List<MetadataColumn> PARTS =
            List.of(MetadataColumn.TOPIC, MetadataColumn.PARTITION, MetadataColumn.OFFSET);

    /** The key columns. */
    public static List<String> columnNames() {
        return PARTS.stream().map(MetadataColumn::columnName).toList();
    }

    /** What {@code _kafka_topic} says of the record's topic. */
    public String topic(String topic) {
        return epoch.isEmpty() ? topic : topic + "@" + epoch;
    }

    /** The metadata columns with those of the key among them. */
    static List<MetadataColumn> with(Collection<MetadataColumn> columns) {
        Set<MetadataColumn> all = new LinkedHashSet<>(PARTS);
        all.addAll(columns);
        return List.copyOf(all);
    }

    /**
     * Makes sure that the DataSet has the key columns, and has no others as its key where Domo shows keys.
     *
     * @throws ConfigException saying how to make such a DataSet
     */
    public static void require(DataSetSchema schema) {
        Set<String> names = schema.columns().stream().map(Column::name).collect(Collectors.toSet());
        Set<String> wanted =
                PARTS.stream().map(MetadataColumn::columnName).collect(Collectors.toCollection(TreeSet::new));
        if (!names.containsAll(wanted)) {
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(names);
            throw problem("has no column " + String.join(", ", missing));
        }
        Set<String> keys = schema.columns().stream()
                .filter(Column::upsertKey)
                .map(Column::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!keys.isEmpty() && !keys.equals(wanted)) {
            throw problem("has the upsert key " + String.join(", ", keys));
        }
    }

    private static ConfigException problem(String what) {
        return new ConfigException(
                "delivery.guarantee",
                "effectively_once",
                "the DataSet " + what + ". Make one with the columns _kafka_topic STRING, _kafka_partition LONG and"
                        + " _kafka_offset LONG beside those of the records, and with these three as its upsert key (in the"
                        + " schema that creates it: \"upsertKey\": true for each; upsert must be enabled for the instance)."
                        + " Or use delivery.guarantee=at_least_once.");
    }
}
