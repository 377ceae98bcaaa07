package io.connectdomo.sink.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A text with variables of a record, such as {@code orders-{{timestamp:yyyy-MM-dd}}} (contract.md 2.1). Immutable. */
public final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^}]*)}}");

    private final List<Piece> pieces;

    /** A stretch of the text: fixed, or of the record. */
    private interface Piece {
        String of(SinkRecord record) throws UnfitException;
    }

    private Template(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * Reads a template.
     *
     * @param key the configuration key, for messages
     * @param allowed names of the variables that make sense there
     * @throws ConfigException for a variable that is unknown or makes no sense there
     */
    public static Template of(String key, String text, Set<String> allowed) {
        List<Piece> pieces = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            fixed(key, text, text.substring(from, variable.start()), allowed, pieces);
            pieces.add(variable(key, text, variable.group(1), allowed));
            from = variable.end();
        }
        fixed(key, text, text.substring(from), allowed, pieces);
        return new Template(pieces);
    }

    private static void fixed(String key, String text, String fixed, Set<String> allowed, List<Piece> pieces) {
        ForeignVariables.refuse(key, text, fixed, allowed);
        if (!fixed.isEmpty()) {
            pieces.add(record -> fixed);
        }
    }

    /** The text with {@code value} in the place of each variable: what all records have in common. */
    public static String with(String text, String value) {
        return VARIABLE.matcher(text).replaceAll(Matcher.quoteReplacement(value));
    }

    private static Piece variable(String key, String text, String variable, Set<String> allowed) {
        int colon = variable.indexOf(':');
        String name = colon < 0 ? variable : variable.substring(0, colon);
        String argument = colon < 0 ? "" : variable.substring(colon + 1);
        boolean needsArgument = Set.of("timestamp", "field", "header").contains(name);
        if (!allowed.contains(name) || needsArgument == argument.isEmpty()) {
            throw new ConfigException(
                    key,
                    text,
                    "{{" + variable + "}} is no variable here; there are "
                            + String.join(", ", allowed.stream().sorted().toList())
                            + " (timestamp:PATTERN, field:NAME, header:NAME)");
        }
        return switch (name) {
            case "topic" -> SinkRecord::topic;
            case "partition" -> record -> Integer.toString(Coordinates.partition(record));
            case "offset" -> record -> Long.toString(Coordinates.offset(record));
            case "key" -> RecordText::key;
            case "timestamp" -> timestamp(key, text, argument);
            case "field" -> record -> RecordText.field(record, argument);
            case "header" -> record -> RecordText.header(record, argument);
            default -> throw new IllegalArgumentException("No piece for the variable " + name);
        };
    }

    private static Piece timestamp(String key, String text, String pattern) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
            return record -> {
                if (record.timestamp() == null) {
                    throw UnfitException.record("it has no timestamp, which " + key + " asks for.");
                }
                return format.format(Instant.ofEpochMilli(record.timestamp()));
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(key, text, "'" + pattern + "' is no date pattern: " + e.getMessage());
        }
    }

    /**
     * The text for a record.
     *
     * @throws BadRecordException if the record lacks what a variable names
     */
    public String of(SinkRecord record) {
        try {
            if (pieces.size() == 1) {
                return pieces.get(0).of(record);
            }
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                text.append(piece.of(record));
            }
            return text.toString();
        } catch (UnfitException e) {
            throw RecordText.bad(record, e);
        } catch (StackOverflowError e) {
            throw RecordText.bad(record, Nesting.ofRecord());
        }
    }
}
