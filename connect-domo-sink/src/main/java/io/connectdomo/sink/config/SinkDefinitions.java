package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.SinkKeys.DATASET_ID;
import static io.connectdomo.sink.config.SinkKeys.DATASET_INDEX;
import static io.connectdomo.sink.config.SinkKeys.DELIVERY_EPOCH;
import static io.connectdomo.sink.config.SinkKeys.DELIVERY_GUARANTEE;
import static io.connectdomo.sink.config.SinkKeys.FAILURE_ACTION;
import static io.connectdomo.sink.config.SinkKeys.KEY_FIELDS;
import static io.connectdomo.sink.config.SinkKeys.KEY_SOURCE;
import static io.connectdomo.sink.config.SinkKeys.METADATA_COLUMNS;
import static io.connectdomo.sink.config.SinkKeys.NESTED_DELIMITER;
import static io.connectdomo.sink.config.SinkKeys.NESTED_FIELDS;
import static io.connectdomo.sink.config.SinkKeys.PARTITION_TAG;
import static io.connectdomo.sink.config.SinkKeys.RECORD_FORMAT;
import static io.connectdomo.sink.config.SinkKeys.REPLACE_BOUNDARY;
import static io.connectdomo.sink.config.SinkKeys.REPLACE_IDLE_MS;
import static io.connectdomo.sink.config.SinkKeys.REPLACE_SNAPSHOT_ID;
import static io.connectdomo.sink.config.SinkKeys.SCHEMA_EVOLUTION;
import static io.connectdomo.sink.config.SinkKeys.TARGET;
import static io.connectdomo.sink.config.SinkKeys.TASK_COUNT;
import static io.connectdomo.sink.config.SinkKeys.TASK_NUMBER;
import static io.connectdomo.sink.config.SinkKeys.TOMBSTONE_ACTION;
import static io.connectdomo.sink.config.SinkKeys.TRUNCATE_ACTION;
import static io.connectdomo.sink.config.SinkKeys.WRITE_MODE;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.config.Rules;
import io.connectdomo.sink.dataset.DataSetSettings;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.MetadataColumn;
import io.connectdomo.sink.record.NestedFields;
import io.connectdomo.sink.record.RecordFormat;
import io.connectdomo.sink.record.SchemaEvolution;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.record.TruncateAction;
import io.connectdomo.sink.record.WriteMode;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The definitions of the sink's keys: contract.md 2 in the words of the reference. */
final class SinkDefinitions {
    private static final ConfigDef.Validator TAG = ConfigDef.LambdaValidator.with(
            (key, value) -> DataSetSettings.tagTemplate(key, (String) value),
            () -> "a text with {{topic}}, {{key}}, {{timestamp:PATTERN}}, {{field:NAME}}, {{header:NAME}}, or nothing");

    private SinkDefinitions() {}

    static ConfigDef define() {
        ConfigDef def = DomoConnectionConfig.define(new ConfigDef());
        Definitions keys = new Definitions(def);
        destination(keys.group("Destination"));
        AppDbKeys.define(keys.group("AppDB"));
        FileSetKeys.define(keys.group("FileSet"));
        FileKeys.define(keys.group("Domo files"));
        writing(keys.group("Writing"));
        ValueKeys.define(keys.group("Values"));
        CommitKeys.define(keys.group("Commits"));
        CommitKeys.defineMemory(keys.group("Memory and uploads"));
        return def;
    }

    /** With the keys that the connector sets for its tasks, which no user interface is to show. */
    static ConfigDef ofTask() {
        ConfigDef def = define();
        def.defineInternal(TASK_NUMBER, ConfigDef.Type.INT, 0, Importance.LOW);
        def.defineInternal(TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW);
        return def;
    }

    private static void destination(Definitions keys) {
        keys.choice(
                        TARGET,
                        Target.DATASET,
                        "Target",
                        "What the records become: dataset, rows of a DataSet; appdb, documents of an AppDB collection; fileset, a"
                                + " file of a FileSet each; file, rolled into Domo files.")
                .text(
                        DATASET_ID,
                        null,
                        null,
                        Importance.HIGH,
                        Width.LONG,
                        "DataSet id",
                        "The DataSet that receives the records: the UUID in its address in Domo. For several topics set"
                                + " topic.override.<topic>.dataset.id, or topic.override./regex/.dataset.id. Or set"
                                + " dataset.auto.create.");
        CreationKeys.define(keys);
        keys.choice(
                FAILURE_ACTION,
                SinkKeys.OnFailure.FAIL,
                "When a destination fails",
                "What happens when the retry budget of one destination is spent or Domo refuses its rows. fail: the"
                        + " task fails. park: this destination stays paused until the task restarts, the others go"
                        + " on.");
    }

    private static void writing(Definitions keys) {
        keys.choice(
                        WRITE_MODE,
                        WriteMode.APPEND,
                        "Write mode",
                        "append adds rows; replace makes each snapshot the whole content; upsert inserts or updates by key"
                                + " and deletes on tombstones; delete removes by key. upsert and delete need a DataSet with"
                                + " upsert key columns; in AppDB they find documents by appdb.key.field. No meaning in FileSets.")
                .choice(
                        DELIVERY_GUARANTEE,
                        SinkKeys.Guarantee.AT_LEAST_ONCE,
                        "Delivery guarantee",
                        "at_least_once: no loss; append may repeat rows after a crash. effectively_once (append only): one row per"
                                + " record, by upsert on the columns _kafka_topic, _kafka_partition and _kafka_offset, which must be"
                                + " the DataSet's upsert key; in AppDB by looking documents up by these fields before creating them."
                                + " upsert, delete and replace are effectively once by nature.")
                .text(
                        DELIVERY_EPOCH,
                        "",
                        null,
                        Importance.LOW,
                        Width.SHORT,
                        "Delivery epoch",
                        "Effectively-once append: written behind the topic's name in _kafka_topic (orders@2). Change it when a topic"
                                + " is deleted and made anew, or the cluster fails over to one with other offsets: otherwise new"
                                + " records overwrite old rows.")
                .choice(
                        RECORD_FORMAT,
                        RecordFormat.PLAIN,
                        "Record format",
                        "plain: the record's value is the row (also of Debezium's ExtractNewRecordState: its __deleted deletes in"
                                + " upsert and delete). debezium: the change-event envelope as it comes, without an SMT; with"
                                + " write.mode=upsert create, read and update write the row and delete removes it, with append every"
                                + " change is a row of a change log (for deletes the row before; add cdc_op to metadata.columns).")
                .choice(
                        KEY_SOURCE,
                        KeySource.RECORD_KEY,
                        "Key source",
                        "Where upsert and delete find the key: record_key, or record_value (then key.fields is required).")
                .list(
                        KEY_FIELDS,
                        "Key fields",
                        "Key columns of the DataSet; in AppDB the fields whose values are the key. With a struct or map as the record's key, empty means all its fields;"
                                + " with a primitive key exactly one name.")
                .optionalChoice(
                        TOMBSTONE_ACTION,
                        TombstoneAction.class,
                        "Tombstones",
                        "What a record without a value does: delete (by the record's key; the default in upsert and"
                                + " delete; in FileSets, where it is the default too, the file of its path), ignore (the default"
                                + " otherwise), or fail (it is a bad record).")
                .choice(
                        TRUNCATE_ACTION,
                        TruncateAction.FAIL,
                        "Truncates",
                        "debezium: what the record of a TRUNCATE does (Debezium sends them with skipped.operations=none): fail (it is"
                                + " a bad record), ignore, or replace (all rows of the DataSet go; upsert only, not in AppDB, and the"
                                + " topic must have a single partition).")
                .choice(
                        REPLACE_BOUNDARY,
                        SinkKeys.Boundary.IDLE,
                        "End of a snapshot",
                        "What ends a snapshot in replace: idle, when nothing came for replace.snapshot.idle.ms; snapshot_id, when every"
                                + " partition shows another id or is silent for that long.")
                .number(
                        REPLACE_IDLE_MS,
                        300_000,
                        Rules.MILLIS,
                        "Silence that ends a snapshot (ms)",
                        "A producer that is silent for this long in the middle of a snapshot cuts it in two.")
                .text(
                        REPLACE_SNAPSHOT_ID,
                        null,
                        null,
                        Importance.MEDIUM,
                        Width.MEDIUM,
                        "Snapshot id",
                        "Where a record says which snapshot it belongs to: header:NAME or field:NAME. Dates and times are the text of a"
                                + " STRING column. Ids must not come back. With replace.boundary=snapshot_id.")
                .text(
                        PARTITION_TAG,
                        "",
                        TAG,
                        Importance.MEDIUM,
                        Width.MEDIUM,
                        "Partition tag",
                        "replace only: each snapshot replaces this partition of the DataSet and no other. A template with {{topic}},"
                                + " {{key}}, {{timestamp:PATTERN}}, {{field:NAME}}, {{header:NAME}}, dates and times as in a"
                                + " STRING column; it must not vary inside a snapshot. At most 3000 partitions per DataSet.")
                .list(
                        METADATA_COLUMNS,
                        "Metadata columns",
                        "Metadata to write: of Kafka as columns _kafka_<name>; of Debezium's envelope as _cdc_op (c, r, u or d) and"
                                + " _cdc_ts (when the database made the change), with record.format=debezium. The DataSet must have"
                                + " the columns, or gets them with schema.evolution=add. Any of "
                                + String.join(", ", metadataNames()) + ".",
                        metadataNames())
                .choice(
                        SCHEMA_EVOLUTION,
                        SchemaEvolution.FAIL,
                        "Fields without a column",
                        "fail: such a record is a bad record; ignore: the field is dropped, warned once per field; add: the"
                                + " DataSet gets the column (its type from the field's schema, without one from its value)"
                                + " and is indexed again. Before a column is added the rows so far are committed, which"
                                + " costs a credit.")
                .choice(
                        NESTED_FIELDS,
                        NestedFields.JSON,
                        "Nested fields",
                        "json: structs and maps become JSON text; flatten: their fields become columns of their own.")
                .text(
                        NESTED_DELIMITER,
                        "_",
                        null,
                        Importance.LOW,
                        Width.SHORT,
                        "Delimiter of flattened names",
                        "Stands between the names of a flattened field.")
                .flag(
                        DATASET_INDEX,
                        true,
                        "Index on commit",
                        "Whether a commit makes its rows queryable. With false somebody else must index.");
    }

    private static List<String> metadataNames() {
        return Arrays.stream(MetadataColumn.values())
                .map(MetadataColumn::optionName)
                .toList();
    }
}
