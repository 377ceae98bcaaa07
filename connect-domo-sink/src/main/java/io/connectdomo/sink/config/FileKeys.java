package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.DomoSinkConfig.parse;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.sink.file.FileName;
import io.connectdomo.sink.file.FileSettings;
import io.connectdomo.sink.record.FileFormat;
import io.connectdomo.sink.record.FileOptions;
import io.connectdomo.sink.record.NestedFields;
import io.connectdomo.sink.record.TombstoneAction;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@code domo.target=file} (contract.md 2.1). */
final class FileKeys {
    static final String NAME = "file.name";
    static final String ID = "file.id";
    static final String FORMAT = "file.format";
    static final String PUBLIC = "file.public";
    static final String CONTENT_TYPE = "file.content.type";

    private static final ConfigDef.Validator TEMPLATE = ConfigDef.LambdaValidator.with(
            (key, value) -> FileName.of(key, (String) value),
            () -> "a text with {{topic}}, {{topic:REGEX}}, {{partition}}, {{start.offset}}");

    private static final ConfigDef.Validator FILE_ID =
            ConfigDef.LambdaValidator.with((key, value) -> id(key, (String) value), () -> "the number of a file");

    private static final ConfigDef.Validator MEDIA_TYPE = ConfigDef.LambdaValidator.with(
            (key, value) -> mediaType(key, (String) value), () -> "a media type such as text/csv, or nothing");

    private FileKeys() {}

    static void define(Definitions keys) {
        keys.text(
                        NAME,
                        "{{topic}}-{{partition}}-{{start.offset}}",
                        TEMPLATE,
                        Importance.MEDIUM,
                        Width.LONG,
                        "File name",
                        "domo.target=file: the name of the file that a roll of records becomes. {{partition}} and {{start.offset}}, the"
                                + " offset of its first record, must be in it: a roll that is written again after a crash finds its"
                                + " file by its name. {{topic:REGEX}} is the first group of an expression that matches the whole"
                                + " name of the topic.")
                .text(
                        ID,
                        null,
                        FILE_ID,
                        Importance.MEDIUM,
                        Width.SHORT,
                        "File id",
                        "domo.target=file: each roll becomes a new revision of this file, in place of a file of its own. It takes the"
                                + " records of one topic, and the connector has one task.")
                .choice(
                        FORMAT,
                        FileFormat.JSONL,
                        "File format",
                        "domo.target=file: jsonl, the value of each record as JSON in a line of its own; csv, a row for each record"
                                + " under a header row; bytes, the values (bytes or text) one behind the other with nothing between"
                                + " them.")
                .flag(
                        PUBLIC,
                        false,
                        "Public files",
                        "domo.target=file: whether everyone in the Domo instance may see the files. The permissions of each file are"
                                + " read back and set, if need be, before its offsets are committed.")
                .text(
                        CONTENT_TYPE,
                        "",
                        MEDIA_TYPE,
                        Importance.LOW,
                        Width.MEDIUM,
                        "Content type",
                        "domo.target=file: the media type of the files. Empty: by file.format, application/x-ndjson, text/csv or"
                                + " application/octet-stream.");
    }

    private static OptionalLong id(String key, String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            long id = Long.parseLong(text.trim());
            if (id > 0) {
                return OptionalLong.of(id);
            }
        } catch (NumberFormatException notANumber) {
            throw noId(key, text);
        }
        throw noId(key, text);
    }

    private static ConfigException noId(String key, String text) {
        return new ConfigException(key, text, "is no file's id: that is the number in the file's address in Domo");
    }

    private static void mediaType(String key, String text) {
        if (!text.isBlank() && !text.trim().matches("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+( *;[\\x20-\\x7E]*)?")) {
            throw new ConfigException(key, text, "is no media type; write one such as text/csv");
        }
    }

    /** Whether any topic's rolls become revisions of one file. */
    static boolean revises(Map<String, String> connector) {
        List<String> ids = TopicOverrides.of(connector, SinkKeys.define()).valuesOf(ID);
        return !connector.getOrDefault(ID, "").isBlank() || ids.stream().anyMatch(id -> !id.isBlank());
    }

    /**
     * What holds for one topic.
     *
     * @param config with the topic's overrides applied
     * @throws ConfigException where the name does not fit the topic
     */
    static FileSettings of(String topic, AbstractConfig config, DomoCompat compat) {
        FileFormat format = parse(FileFormat.class, config.getString(FORMAT));
        FileName name = FileName.of(NAME, config.getString(NAME));
        name.ofTopic(topic);
        String contentType = config.getString(CONTENT_TYPE).trim();
        return new FileSettings(
                topic,
                name,
                id(ID, config.getString(ID)),
                options(config, format, compat),
                config.getBoolean(PUBLIC),
                contentType.isEmpty() ? format.contentType() : contentType,
                config.getLong(SinkKeys.COMMIT_INTERVAL_MS),
                config.getLong(SinkKeys.COMMIT_MAX_ROWS),
                config.getLong(SinkKeys.COMMIT_MAX_BYTES),
                parse(SinkKeys.OnFailure.class, config.getString(SinkKeys.FAILURE_ACTION)) == SinkKeys.OnFailure.PARK);
    }

    private static FileOptions options(AbstractConfig config, FileFormat format, DomoCompat compat) {
        String tombstones = config.getString(SinkKeys.TOMBSTONE_ACTION);
        return new FileOptions(
                format,
                tombstones == null ? TombstoneAction.IGNORE : parse(TombstoneAction.class, tombstones),
                List.of(TopicView.metadataColumns(config)),
                parse(NestedFields.class, config.getString(SinkKeys.NESTED_FIELDS)),
                config.getString(SinkKeys.NESTED_DELIMITER),
                compat.datetimeFraction() == DomoCompat.DatetimeFraction.MILLIS,
                ValueKeys.unrepresentable(config),
                ValueKeys.unavailable(config));
    }
}
