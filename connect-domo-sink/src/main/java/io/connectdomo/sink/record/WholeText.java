package io.connectdomo.sink.record;

import java.nio.charset.StandardCharsets;

/** Text that has a UTF-8 form: none with half a surrogate pair, which Java would write as a question mark. */
public final class WholeText {
    private WholeText() {}

    public static boolean is(String text) {
        int count = text.length();
        for (int i = 0; i < count; i++) {
            if (Character.isSurrogate(text.charAt(i))
                    && (++i == count || !Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    static byte[] bytes(String text) throws UnfitException {
        if (!is(text)) {
            throw UnfitException.record(
                    "its text holds half a surrogate pair, which has no UTF-8 form. Correct the producer.");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
