package io.connectdomo.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code multipart/form-data} body (RFC 7578), field by field, none of them held in memory. Used by one thread. */
final class FormBody {

    /**
     * One field.
     *
     * @param fileName null where there is none
     * @param contentType empty where there is none
     * @param content ends where the field ends
     */
    record Field(String name, String fileName, String contentType, InputStream content) {}

    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

    private final Window in;
    private final byte[] delimiter;
    private FieldStream open;
    private boolean ended;

    private FormBody(InputStream in, String boundary) {
        this.in = new Window(in);
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    static FormBody of(Request request) {
        String header = request.header("Content-Type");
        String boundary = header == null ? null : parameters(header).get("boundary");
        if (!request.mediaType().equals("multipart/form-data") || boundary == null || boundary.isEmpty()) {
            throw new DomoError(415, "The body must be multipart/form-data with a boundary");
        }
        FormBody form = new FormBody(request.body(), boundary);
        form.begin();
        return form;
    }

    private void begin() {
        try {
            if (!in.skipIf(delimiter, 2)) {
                throw DomoError.badRequest("The form does not begin with its boundary");
            }
            afterDelimiter();
        } catch (IOException e) {
            throw new UncheckedIOException("A form broke off", e);
        }
    }

    /** The next field, or null behind the last one. What was not read of the field before is skipped. */
    Field next() {
        try {
            if (open != null) {
                open.skipRest();
                afterDelimiter();
                open = null;
            }
            return ended ? null : field();
        } catch (IOException e) {
            throw new UncheckedIOException("A form broke off", e);
        }
    }

    private Field field() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw DomoError.badRequest("A field of the form has a header without a colon");
            }
            headers.put(
                    line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        Map<String, String> parameters = parameters(headers.getOrDefault("content-disposition", ""));
        String name = parameters.get("name");
        if (name == null) {
            throw DomoError.badRequest("A field of the form has no name");
        }
        open = new FieldStream();
        return new Field(name, parameters.get("filename"), headers.getOrDefault("content-type", ""), open);
    }

    private void afterDelimiter() throws IOException {
        int first = in.read();
        int second = in.read();
        if (first == '-' && second == '-') {
            ended = true;
        } else if (first != '\r' || second != '\n') {
            throw DomoError.badRequest("A boundary of the form is followed by something else");
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int value;
        while ((value = in.read()) != '\n') {
            if (value < 0 || bytes.size() > MAX_HEADER_BYTES) {
                throw DomoError.badRequest("A field of the form has no end of its headers");
            }
            bytes.write(value);
        }
        String line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            // As browsers and most clients write what would end the quotes or the line.
            parameters.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        return parameters;
    }

    /** Ends before the next delimiter, which it reads away. */
    private final class FieldStream extends InputStream {
        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            done = done || in.skipIf(delimiter, 0);
            if (done) {
                return -1;
            }
            int count = in.untilReturn(buffer, offset, length);
            if (count == 0) {
                throw DomoError.badRequest("The form ends before its last boundary");
            }
            return count;
        }

        void skipRest() throws IOException {
            byte[] buffer = new byte[8 * 1024];
            int count;
            do {
                count = read(buffer, 0, buffer.length);
            } while (count >= 0);
        }
    }

    /** What is ahead in a stream, so that one can look before one takes. */
    private static final class Window {
        private final InputStream in;
        private final byte[] bytes = new byte[64 * 1024];
        private int from;
        private int to;

        Window(InputStream in) {
            this.in = in;
        }

        int read() throws IOException {
            return lookFor(1) == 0 ? -1 : bytes[from++] & 0xff;
        }

        /** Takes {@code wanted} from {@code offset} on away if it is next. */
        boolean skipIf(byte[] wanted, int offset) throws IOException {
            int length = wanted.length - offset;
            boolean next = lookFor(length) >= length
                    && Arrays.equals(bytes, from, from + length, wanted, offset, wanted.length);
            from += next ? length : 0;
            return next;
        }

        /** Takes the next byte, whatever it is, and those behind it that are no carriage return; 0 only at the end. */
        int untilReturn(byte[] buffer, int offset, int length) throws IOException {
            int most = Math.min(length, lookFor(1));
            int count = Math.min(1, most);
            while (count < most && bytes[from + count] != '\r') {
                count++;
            }
            System.arraycopy(bytes, from, buffer, offset, count);
            from += count;
            return count;
        }

        /** How many bytes are there to look at: fewer than {@code wanted} only at the end. */
        private int lookFor(int wanted) throws IOException {
            if (to - from < wanted) {
                System.arraycopy(bytes, from, bytes, 0, to - from);
                to -= from;
                from = 0;
                int count = 0;
                while (to < wanted && count >= 0) {
                    count = in.read(bytes, to, bytes.length - to);
                    to += Math.max(0, count);
                }
            }
            return to - from;
        }
    }
}
