package io.connectdomo.sink.record;

/**
 * Text to a CSV cell in UTF-8: RFC 4180, quoted only where needed. Needed is more than the RFC's quote, comma, CR and
 * LF: control characters; white space at either end, which readers like to trim; and a beginning that a reader may take
 * for something else: {@code \N} for NULL, {@code #} for a comment, U+FEFF for the byte order mark of a part. The empty
 * string is {@code ""}, because an unquoted empty cell is NULL. NUL is kept. Half a surrogate pair has no UTF-8 form and
 * is refused rather than replaced.
 */
final class CsvText {
    private static final int QUOTE_ANYWHERE = 1;
    private static final int QUOTE_FIRST = 2;
    private static final int QUOTE_LAST = 4;
    private static final int KEPT_CAPACITY = 1 << 18;

    /** Per ASCII character the bits of where it asks for quotes. */
    private static final byte[] CLASS = new byte[128];

    static {
        for (int c = 0; c < ' '; c++) {
            CLASS[c] = QUOTE_ANYWHERE;
        }
        CLASS['"'] = QUOTE_ANYWHERE;
        CLASS[','] = QUOTE_ANYWHERE;
        CLASS[0x7F] = QUOTE_ANYWHERE;
        CLASS[' '] = QUOTE_FIRST | QUOTE_LAST;
        CLASS['\\'] = QUOTE_FIRST;
        CLASS['#'] = QUOTE_FIRST;
    }

    private char[] chars = new char[256];

    void write(String text, CsvBuffer out) throws UnfitException {
        int count = text.length();
        if (count == 0) {
            out.put('"');
            out.put('"');
            return;
        }
        out.reserve(count);
        byte[] bytes = out.bytes;
        int at = out.length;
        if (!asksForQuotes(text.charAt(0), QUOTE_FIRST)
                && !asksForQuotes(text.charAt(count - 1), QUOTE_LAST)
                && plainCharacters(text, count) == count) {
            copyAscii(text, count, bytes, at);
            out.length = at + count;
        } else {
            writeAnything(charsOf(text, count), count, out);
        }
    }

    /** How many characters from the beginning are ASCII and ask for no quotes: of nearly every text, all. */
    private static int plainCharacters(String text, int count) {
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 128 || (CLASS[c] & QUOTE_ANYWHERE) != 0) {
                return i;
            }
        }
        return count;
    }

    @SuppressWarnings(
            "deprecation") // it drops the upper half of each character, which is zero here, and is the fastest
    private static void copyAscii(String text, int count, byte[] bytes, int at) {
        text.getBytes(0, count, bytes, at);
    }

    /** Bytes that are UTF-8 already, as JSON text. */
    static void writeUtf8(byte[] utf8, int count, CsvBuffer out) {
        boolean quoted = false;
        for (int i = 0; i < count && !quoted; i++) {
            quoted = utf8[i] == '"' || utf8[i] == ',';
        }
        if (!quoted) {
            out.put(utf8, 0, count);
            return;
        }
        out.reserve(Math.addExact(Math.multiplyExact(2, count), 2));
        byte[] bytes = out.bytes;
        int at = out.length;
        bytes[at++] = '"';
        for (int i = 0; i < count; i++) {
            byte b = utf8[i];
            if (b == '"') {
                bytes[at++] = '"';
            }
            bytes[at++] = b;
        }
        bytes[at++] = '"';
        out.length = at;
    }

    private char[] charsOf(String text, int count) {
        char[] buffer = chars;
        if (count > buffer.length) {
            buffer = new char[Math.max(count, (int) Math.min(2L * buffer.length, KEPT_CAPACITY))];
            if (buffer.length <= KEPT_CAPACITY) {
                chars = buffer;
            }
        }
        text.getChars(0, count, buffer, 0);
        return buffer;
    }

    private static boolean asksForQuotesAtAnEnd(char[] chars, int count) {
        return asksForQuotes(chars[0], QUOTE_FIRST) || asksForQuotes(chars[count - 1], QUOTE_LAST);
    }

    private static boolean asksForQuotes(char c, int where) {
        if (c < 128) {
            return (CLASS[c] & where) != 0;
        }
        return c == 0xFEFF || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean asksForQuotes(char[] chars, int count) {
        if (asksForQuotesAtAnEnd(chars, count)) {
            return true;
        }
        for (int i = 0; i < count; i++) {
            char c = chars[i];
            if (c < 128 && (CLASS[c] & QUOTE_ANYWHERE) != 0) {
                return true;
            }
        }
        return false;
    }

    private static void writeAnything(char[] chars, int count, CsvBuffer out) throws UnfitException {
        boolean quoted = asksForQuotes(chars, count);
        out.reserve(Math.addExact(Math.multiplyExact(3, count), 2));
        byte[] bytes = out.bytes;
        int at = out.length;
        if (quoted) {
            bytes[at++] = '"';
        }
        for (int i = 0; i < count; i++) {
            char c = chars[i];
            if (c < 0x80) {
                if (c == '"') {
                    bytes[at++] = '"';
                }
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | (c >> 6));
                bytes[at++] = continuation(c);
            } else if (!Character.isSurrogate(c)) {
                bytes[at++] = (byte) (0xE0 | (c >> 12));
                bytes[at++] = continuation(c >> 6);
                bytes[at++] = continuation(c);
            } else {
                i++;
                int point = pair(c, i < count ? chars[i] : 0);
                bytes[at++] = (byte) (0xF0 | (point >> 18));
                bytes[at++] = continuation(point >> 12);
                bytes[at++] = continuation(point >> 6);
                bytes[at++] = continuation(point);
            }
        }
        if (quoted) {
            bytes[at++] = '"';
        }
        out.length = at;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private static int pair(char high, char low) throws UnfitException {
        if (!Character.isSurrogatePair(high, low)) {
            throw UnfitException.cell("the text holds half a surrogate pair, which has no UTF-8 form");
        }
        return Character.toCodePoint(high, low);
    }
}
