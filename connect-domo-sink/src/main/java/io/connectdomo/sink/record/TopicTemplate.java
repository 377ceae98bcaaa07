package io.connectdomo.sink.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigException;

/**
 * A text with the topic's name in it: {@code kafka.{{topic}}}, or with {@code {{topic:REGEX}}} the first group of an expression that
 * matches the whole name (contract.md 2.1). Immutable.
 */
public final class TopicTemplate {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String WITH_REGEX = "topic:";

    private final String key;
    private final String text;
    private final List<Piece> pieces;

    /** A stretch of the text: fixed, or made of the topic's name. */
    private interface Piece {
        String of(String topic);
    }

    private TopicTemplate(String key, String text, List<Piece> pieces) {
        this.key = key;
        this.text = text;
        this.pieces = pieces;
    }

    /**
     * Reads a template.
     *
     * @param key the configuration key, for messages
     * @throws ConfigException for a variable that is not of the topic, or an expression that is none or has no group
     */
    public static TopicTemplate of(String key, String text) {
        List<Piece> pieces = new ArrayList<>();
        TopicTemplate template = new TopicTemplate(key, text, pieces);
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            template.addFixed(text.substring(from, open));
            from = template.addVariable(open + OPEN.length());
        }
        template.addFixed(text.substring(from));
        return template;
    }

    /** Whether the text is made of the topic's name, and not the same for every topic. */
    public static boolean hasVariable(String text) {
        return text.contains(OPEN);
    }

    /** Whether no two topics are given the same text, because the whole name is in it. */
    public static boolean tellsTopicsApart(String text) {
        return text.contains(OPEN + "topic" + CLOSE);
    }

    private void addFixed(String fixed) {
        ForeignVariables.refuse(key, text, fixed, Set.of("topic"));
        if (!fixed.isEmpty()) {
            pieces.add(topic -> fixed);
        }
    }

    /** Returns where the variable that begins here ends; an expression may have closing braces of its own. */
    private int addVariable(int begin) {
        ConfigException why = null;
        for (int end = text.indexOf(CLOSE, begin); end >= 0; end = text.indexOf(CLOSE, end + 1)) {
            String variable = text.substring(begin, end);
            if (variable.equals("topic")) {
                pieces.add(topic -> topic);
                return end + CLOSE.length();
            }
            if (!variable.startsWith(WITH_REGEX)) {
                throw problem("{{" + variable + "}} is no variable here; there are {{topic}} and {{topic:REGEX}}");
            }
            try {
                pieces.add(firstGroup(variable.substring(WITH_REGEX.length())));
                return end + CLOSE.length();
            } catch (PatternSyntaxException perhapsCutShort) {
                why = why != null
                        ? why
                        : problem("'" + perhapsCutShort.getPattern() + "' is no regular expression: "
                                + perhapsCutShort.getDescription());
            }
        }
        throw why != null ? why : problem("a {{ has no }}");
    }

    private Piece firstGroup(String regex) {
        Pattern pattern = Pattern.compile(regex);
        if (pattern.matcher("").groupCount() == 0) {
            throw problem(
                    "'" + regex + "' has no group: put parentheses around the part of the topic's name that is wanted");
        }
        return topic -> {
            Matcher matcher = pattern.matcher(topic);
            if (!matcher.matches() || matcher.group(1) == null) {
                throw problem("its expression '" + regex + "' does not match the whole name of topic " + topic
                        + ". Change the expression, set topic.override." + topic + "." + key
                        + ", or exclude the topic from the connector");
            }
            return matcher.group(1);
        };
    }

    private ConfigException problem(String why) {
        return new ConfigException(key, text, why);
    }

    /**
     * The text for a topic, without spaces around it.
     *
     * @throws ConfigException if an expression does not match the topic's name, or nothing is left
     */
    public String of(String topic) {
        StringBuilder name = new StringBuilder();
        pieces.forEach(piece -> name.append(piece.of(topic)));
        String stripped = name.toString().strip();
        if (stripped.isEmpty()) {
            throw problem("leaves nothing of topic " + topic);
        }
        return stripped;
    }
}
