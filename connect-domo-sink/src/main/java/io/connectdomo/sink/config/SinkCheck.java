package io.connectdomo.sink.config;

import io.connectdomo.common.validation.LiveCheck;

/** What {@code validate()} of the sink finds out from Domo. A key that an override sets is named as the override. */
enum SinkCheck implements LiveCheck {
    DATASET_MISSING(
            SinkKeys.DATASET_ID,
            "`GET /data/v3/datasources/{id}` is answered 404",
            "{} does not exist, or the token's user can't see it. Copy the id (a UUID) from its address in Domo, or share it with"
                    + " the token's user."),
    DATASET_REFUSED(
            SinkKeys.DATASET_ID,
            "`GET /data/v3/datasources/{id}` or `GET /data/v2/datasources/{id}/schemas/latest` is refused",
            "{} can't be read: {} Share it with the token's user, with the right to edit it."),
    DATASET_READ_ONLY(
            SinkKeys.DATASET_ID,
            "`permissions` of `GET /data/v3/datasources/{id}` has no WRITE",
            "DataSet {} may be read, but not written by the token's user. Share it with that user with the right to edit it, or use"
                    + " the token of a user who has it."),
    DATASET_OF_CONNECTOR(
            SinkKeys.DATASET_ID,
            "`transportType` of `GET /data/v3/datasources/{id}` is CONNECTOR",
            "DataSet {} is fed by a Domo connector, whose next run would overwrite or mix with the records. Name a DataSet that is"
                    + " fed through the API alone, or set dataset.auto.create=true."),
    DATASET_OF_DATAFLOW(
            SinkKeys.DATASET_ID,
            "`transportType` or `type` of `GET /data/v3/datasources/{id}` is DATAFLOW",
            "DataSet {} is the output of a DataFlow, whose next run would overwrite the records. Name a DataSet that is fed through"
                    + " the API alone (it may be the DataFlow's input), or set dataset.auto.create=true."),
    DATASET_COLUMNS(
            SinkKeys.DATASET_ID,
            "`GET /data/v2/datasources/{id}/schemas/latest` has two columns of one name",
            "DataSet {}, topic {}: {}"),
    KEY_COLUMNS(
            SinkKeys.KEY_FIELDS,
            "`write.mode` is `upsert` or `delete`, and the columns of `GET /data/v2/datasources/{id}/schemas/latest` lack one of"
                    + " `key.fields`, or show others as the upsert key",
            "DataSet {}, topic {}: {}"),
    NO_KEY(
            SinkKeys.WRITE_MODE,
            "`write.mode` is `upsert` or `delete`, and the columns of `GET /data/v2/datasources/{id}/schemas/latest` say `upsertKey`,"
                    + " of none of them true (where they don't say it, nothing is known)",
            "{} needs a DataSet with an upsert key, and DataSet {} of topic {} has none. Set its upsert key in Domo, name a DataSet"
                    + " that has one, or set dataset.auto.create=true in place of dataset.id, which makes one with the key of the"
                    + " records."),
    METADATA_COLUMNS(
            SinkKeys.METADATA_COLUMNS,
            "the columns of `GET /data/v2/datasources/{id}/schemas/latest` lack one of `metadata.columns` (with"
                    + " `schema.evolution=add` it will be added), or have it with a type that can't hold it",
            "DataSet {}, topic {}: {}"),
    COORDINATE_COLUMNS(
            SinkKeys.DELIVERY_GUARANTEE,
            "`delivery.guarantee` is `effectively_once`, and the columns of `GET /data/v2/datasources/{id}/schemas/latest` lack"
                    + " `_kafka_topic`, `_kafka_partition` or `_kafka_offset`, or show others as the upsert key",
            "DataSet {}, topic {}: {}"),
    NO_COORDINATE_KEY(
            SinkKeys.DELIVERY_GUARANTEE,
            "`delivery.guarantee` is `effectively_once`, and the columns of `GET /data/v2/datasources/{id}/schemas/latest` say"
                    + " `upsertKey`, of none of them true",
            "effectively_once needs a DataSet whose upsert key is _kafka_topic, _kafka_partition and _kafka_offset, and DataSet {} of"
                    + " topic {} has no upsert key. Set it in Domo, name a DataSet that has it, or use"
                    + " delivery.guarantee=at_least_once."),
    WHOLE_OF_PARTITIONS(
            SinkKeys.PARTITION_TAG,
            "`write.mode` is `replace` without a tag, and `POST /query/v1/datasources/{id}/partition/list` shows a partition",
            "DataSet {} has partitions, and topic {} would replace it as a whole: Domo does not take both in one DataSet. Set"
                    + " dataset.partition.tag, or name a DataSet without partitions."),
    PARTITIONS_OF_WHOLE(
            SinkKeys.PARTITION_TAG,
            "a tag is set, `rowCount` of `GET /data/v3/datasources/{id}` is not 0 and"
                    + " `POST /query/v1/datasources/{id}/partition/list` is empty",
            "DataSet {} has {} rows that belong to no partition, and would keep them beside the partitions of topic {}: rows would be"
                    + " there twice. Remove dataset.partition.tag, or name a DataSet that is empty or has partitions."),
    NAMED_DATASET(
            CreationKeys.NAME,
            "`POST /search/v1/query` finds DataSets of exactly this name, and `permissions` of the oldest has no WRITE, or its"
                    + " `transportType` is not API",
            "DataSet {} has the name '{}', but can't be written to: the token's user has no right to, or a Domo connector or DataFlow"
                    + " feeds it. Rename it, or choose another dataset.name."),
    NAMED_BY_OTHERS(
            CreationKeys.ADOPT,
            "`POST /search/v1/query` finds a DataSet of this name, `tags` of `GET /data/v3/datasources/{id}` do not say that the connector"
                    + " has created it, and it has rows that would be replaced or an upsert key that would be set; or is not to be"
                    + " taken at all",
            "DataSet {} has the name '{}', and {}. {}"),
    NAMES_REFUSED(
            CreationKeys.NAME,
            "`POST /search/v1/query` or `GET /data/v3/datasources/{id}` is refused",
            "{} can't be looked for: {} dataset.auto.create finds DataSets by Domo's search; set dataset.id instead."),
    COLLECTION_MISSING(
            AppDbKeys.COLLECTION_ID,
            "`POST /datastores/v2/collections/{id}/documents/query` of one document is answered 404",
            "{} does not exist, or the token's user can't see it. Copy the id (a UUID) from AppDB in Domo, or give that user the"
                    + " right to the collection."),
    COLLECTION_REFUSED(
            AppDbKeys.COLLECTION_ID,
            "`POST /datastores/v2/collections/{id}/documents/query` of one document is refused",
            "{} can't be read: {} The token's user needs the permissions Read Content, Create Content, Update Content and Delete"
                    + " Content of the collection."),
    DATASTORE_MISSING(
            AppDbKeys.DATASTORE_ID,
            "`GET /datastores/v1/collections?datastoreId=` is answered 404",
            "{} does not exist, or the token's user can't see it. Copy the id (a UUID) from AppDB in Domo, or create the collection"
                    + " there and set appdb.collection.id."),
    DATASTORE_REFUSED(
            AppDbKeys.DATASTORE_ID,
            "`GET /datastores/v1/collections?datastoreId=` is refused",
            "The collections of {} can't be listed: {} appdb.collection.auto.create finds collections so; set appdb.collection.id"
                    + " instead."),
    FILESET_MISSING(
            FileSetKeys.ID,
            "`GET /files/v1/filesets/{id}` is answered 404",
            "{} does not exist, or the token's user can't see it. Copy the id (a UUID) from its address in Domo, or share it with"
                    + " that user."),
    FILESET_REFUSED(
            FileSetKeys.ID,
            "`GET /files/v1/filesets/{id}` is refused",
            "{} can't be read: {} Share it with the token's user, with the right to edit it."),
    FILE_MISSING(
            FileKeys.ID,
            "`GET /data/v1/data-files/{id}/details` is answered 404",
            "{} does not exist, or the token's user can't see it. Correct the id, or leave it out: then each roll becomes a file of"
                    + " its own."),
    FILE_REFUSED(
            FileKeys.ID,
            "`GET /data/v1/data-files/{id}/details` is refused",
            "{} can't be read: {} Give the token's user access to it, or leave the id out: then each roll becomes a file of its"
                    + " own.");

    private final String key;
    private final String known;
    private final String text;

    SinkCheck(String key, String known, String text) {
        this.key = key;
        this.known = known;
        this.text = text;
    }

    @Override
    public String shownOn() {
        return "`" + key + "`";
    }

    @Override
    public String known() {
        return known;
    }

    @Override
    public String text() {
        return text;
    }
}
