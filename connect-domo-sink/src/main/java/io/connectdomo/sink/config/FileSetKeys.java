package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.DomoSinkConfig.parse;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.Rules;
import io.connectdomo.sink.fileset.FilePath;
import io.connectdomo.sink.fileset.FileSetTopic;
import io.connectdomo.sink.record.Template;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.record.ValueFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@code domo.target=fileset}. */
final class FileSetKeys {
    static final String ID = "fileset.id";
    static final String PATH = "fileset.path";
    static final String VALUE_FORMAT = "fileset.value.format";
    static final String MAX_FILE_BYTES = "fileset.max.file.bytes";

    static final List<String> ALL = List.of(ID, PATH, VALUE_FORMAT, MAX_FILE_BYTES);

    /** A file is one array. */
    private static final long LARGEST_FILE = Integer.MAX_VALUE - 8L;

    private static final Set<String> VARIABLES =
            Set.of("topic", "partition", "offset", "key", "timestamp", "field", "header");

    private static final ConfigDef.Validator PATH_RULE = ConfigDef.LambdaValidator.with(
            FileSetKeys::requirePath,
            () ->
                    "a template with {{topic}}, {{partition}}, {{offset}}, {{key}}, {{timestamp:PATTERN}}, {{field:NAME}} and"
                            + " {{header:NAME}}");

    private FileSetKeys() {}

    /** What stands between the variables must not spoil the path of every record. */
    private static void requirePath(String key, Object value) {
        String path = (String) value;
        Template.of(key, path, VARIABLES);
        if (!FilePath.isUsable(Template.with(path, "x"))) {
            throw new ConfigException(
                    key,
                    path.replaceAll("\\p{Cntrl}", "?"),
                    "makes a bad record of every one: " + FilePath.RULE
                            + ". Such as {{topic}}/{{partition}}-{{offset}}, without a" + " slash at either end");
        }
    }

    static void define(Definitions keys) {
        keys.text(
                        ID,
                        null,
                        null,
                        Importance.HIGH,
                        Width.LONG,
                        "FileSet id",
                        "The FileSet that receives each record as a file: its id. For several topics set"
                                + " topic.override.<topic>.fileset.id.")
                .text(
                        PATH,
                        "{{topic}}/{{partition}}-{{offset}}",
                        PATH_RULE,
                        Importance.HIGH,
                        Width.LONG,
                        "Path",
                        "Path of a record's file within the FileSet, with / between directories. A later record with the same path"
                                + " replaces the file, one without a value deletes it (tombstone.action). The ending says the content"
                                + " type.")
                .choice(
                        VALUE_FORMAT,
                        ValueFormat.AUTO,
                        "Value format",
                        "What a file's bytes are: bytes or string, the record's value as it is; json, any value as JSON; auto, bytes and"
                                + " text as they are and everything else as JSON.")
                .number(
                        MAX_FILE_BYTES,
                        104_857_600,
                        Rules.upTo(LARGEST_FILE),
                        "Largest file (bytes)",
                        "A larger file is a bad record. At most buffer.max.bytes: a file is held in memory until it is in Domo.");
    }

    private static Template compiled(String path) {
        return Template.of(PATH, path, VARIABLES);
    }

    /** Whether records of two topics may be given one path that nobody has meant to be one. */
    private static boolean mayMeet(String path) {
        return Stream.of("{{topic}}", "{{field:", "{{header:").noneMatch(path::contains);
    }

    /**
     * @param ownPath whether the path is written out for this topic alone
     * @throws ConfigException where the topic has no FileSet
     */
    static FileSetTopic of(String topic, AbstractConfig config, boolean ownPath) {
        String id = config.getString(ID);
        if (id == null || id.isBlank()) {
            throw new ConfigException("Topic " + topic + " has no FileSet: set " + ID + ", or topic.override." + topic
                    + "." + ID + " for this topic alone.");
        }
        String tombstones = config.getString(SinkKeys.TOMBSTONE_ACTION);
        String path = config.getString(PATH);
        return new FileSetTopic(
                id.trim(),
                topic,
                !ownPath && mayMeet(path) ? path : "",
                compiled(path),
                parse(ValueFormat.class, config.getString(VALUE_FORMAT)),
                ValueKeys.unrepresentable(config),
                ValueKeys.unavailable(config),
                config.getLong(MAX_FILE_BYTES),
                tombstones == null ? TombstoneAction.DELETE : parse(TombstoneAction.class, tombstones),
                TopicView.parks(config));
    }
}
