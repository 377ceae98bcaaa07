package io.connectdomo.sink.file;

import io.connectdomo.sink.record.TopicTemplate;
import io.connectdomo.sink.record.WholeText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * {@code file.name}: the name of a roll's file, a pure function of topic, partition and first offset, because a roll that is
 * written again must find its file by it (delivery.md 3). Immutable.
 */
public final class FileName {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(?!topic)([^}]*)}}");
    private static final String PARTITION = "{{partition}}";
    private static final String START_OFFSET = "{{start.offset}}";

    /** Stand for the variables that no topic has, where the template of the topic is read; no topic's name holds them. */
    private static final String PARTITION_MARK = "\u0001";

    private static final String OFFSET_MARK = "\u0002";

    private final TopicTemplate template;
    private final boolean tellsPartition;
    private final boolean tellsOffset;

    private FileName(TopicTemplate template, boolean tellsPartition, boolean tellsOffset) {
        this.template = template;
        this.tellsPartition = tellsPartition;
        this.tellsOffset = tellsOffset;
    }

    /**
     * Reads a template.
     *
     * @param key the configuration key, for messages
     * @throws ConfigException for a variable that varies from record to record, or is none
     */
    public static FileName of(String key, String text) {
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (!PARTITION.equals(variable.group()) && !START_OFFSET.equals(variable.group())) {
                throw new ConfigException(
                        key,
                        text,
                        variable.group() + " is no variable of a file's name; there are {{topic}}, {{topic:REGEX}}, "
                                + PARTITION + " and " + START_OFFSET
                                + ". A roll that is written again must get the same name, so nothing of its records can be in it");
            }
        }
        refuseLiterals(key, text);
        String marked = text.replace(PARTITION, PARTITION_MARK).replace(START_OFFSET, OFFSET_MARK);
        return new FileName(TopicTemplate.of(key, marked), text.contains(PARTITION), text.contains(START_OFFSET));
    }

    /** What no file's name can hold, and every roll would be refused for. */
    private static void refuseLiterals(String key, String text) {
        if (text.isBlank() || !WholeText.is(text) || text.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigException(
                    key,
                    text.replaceAll("\\p{Cntrl}", "?"),
                    "is no file's name: it is a text without line ends, other control characters and half characters");
        }
    }

    /** Whether rolls of one topic have names of their own. */
    public boolean tellsRollsApart() {
        return tellsPartition && tellsOffset;
    }

    /**
     * What names of the topic's files have in common: two topics for which it is the same would write each other's files.
     *
     * @throws ConfigException where the template does not fit the topic
     */
    public String ofTopic(String topic) {
        return template.of(topic);
    }

    /** The name of the roll that begins at {@code firstOffset}. */
    String of(String topic, int partition, long firstOffset) {
        return ofTopic(topic)
                .replace(PARTITION_MARK, Integer.toString(partition))
                .replace(OFFSET_MARK, Long.toString(firstOffset));
    }
}
