package io.connectdomo.sink.record;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Variables written as in another tool, {@code ${topic}} or {@code {topic}}: in a template they would be fixed text, and every DataSet,
 * file or partition would be named after a brace.
 */
final class ForeignVariables {
    /** With a dollar sign any name is meant to be a variable. */
    private static final Pattern WITH_SIGN = Pattern.compile("[$%#]\\{+\\s*([\\w.:-]+)[^}]*}+");

    private static final Pattern BARE = Pattern.compile("(?<!\\{)\\{\\s*([\\w.]+)(?::[^}]*)?}(?!})");

    private ForeignVariables() {}

    /**
     * @param fixed a stretch of {@code text} outside of its variables
     * @param known names of the variables that there are
     * @throws ConfigException that shows the right form
     */
    static void refuse(String key, String text, String fixed, Collection<String> known) {
        Matcher sign = WITH_SIGN.matcher(fixed);
        if (sign.find()) {
            throw foreign(key, text, sign);
        }
        Matcher bare = BARE.matcher(fixed);
        while (bare.find()) {
            if (known.contains(bare.group(1))) {
                throw foreign(key, text, bare);
            }
        }
        if (fixed.contains("{{")) {
            throw new ConfigException(key, text, "a {{ has no }}");
        }
    }

    private static ConfigException foreign(String key, String text, Matcher variable) {
        return new ConfigException(
                key,
                text,
                variable.group() + " is no variable here, it would be written as it stands: write {{"
                        + variable.group(1) + "}}");
    }
}
