package io.connectdomo.local.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of Java sources: string literals as they stand, {@code …} for whatever is put between or into them. So a message that
 * is put together in the source reads as it is quoted in a page.
 */
final class Messages {
    /** What is read by the person on call: warnings, errors, and what ends a task. */
    private static final Pattern CALLS =
            Pattern.compile("\\b(?:LOG|log)\\.(?:warn|error)\\s*\\(|failure\\.fail\\s*\\(|new ConnectException\\s*\\(");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ONLY_JOINS = Pattern.compile("\\s*\\+?\\s*");

    private Messages() {}

    /** All texts of a source file, one behind the other. */
    static String textsOf(String source) {
        StringBuilder texts = new StringBuilder();
        Matcher literal = LITERAL.matcher(source);
        int behind = -1;
        while (literal.find()) {
            String between = source.substring(Math.max(behind, 0), literal.start());
            if (!ONLY_JOINS.matcher(between).matches()) {
                texts.append('…');
            }
            texts.append(literal.group(1));
            behind = literal.end();
        }
        return texts.toString().replace("{}", "…").replace("\\\"", "\"").replaceAll("…+", "…");
    }

    /** What the warnings, errors and failures of a source file say; without those that are handed a text. */
    static List<String> ofCalls(Path file) {
        String source = SourceTree.read(file);
        List<String> messages = new ArrayList<>();
        Matcher call = CALLS.matcher(source);
        while (call.find()) {
            String text = textsOf(argumentsAt(source, call.end()));
            if (text.chars().anyMatch(Character::isLetter)) {
                messages.add(text);
            }
        }
        return messages;
    }

    /** Up to the parenthesis that closes the one before {@code start}. */
    private static String argumentsAt(String source, int start) {
        int open = 1;
        boolean inText = false;
        int at = start;
        while (open > 0) {
            char next = source.charAt(at++);
            if (inText && next == '\\') {
                at++;
            } else if (next == '"') {
                inText = !inText;
            } else if (!inText && next == '(') {
                open++;
            } else if (!inText && next == ')') {
                open--;
            }
        }
        return source.substring(start, at - 1);
    }
}
