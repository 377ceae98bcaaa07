package io.connectdomo.common.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A body of {@code multipart/form-data} (RFC 7578) with text fields and one file, whose bytes are written from where they
 * are. Repeatable; its boundary is random, so that no file can contain it but by chance.
 */
public final class MultipartForm implements RequestBody {
    private final String boundary = "connect-domo-" + UUID.randomUUID();
    private final byte[] head;
    private final RequestBody file;
    private final byte[] tail;

    /**
     * @param field the form field of the file
     * @param fileName may hold any character; quotes and line ends are percent-encoded as browsers do
     * @param contentType of the file
     * @param fields further fields, JSON or text, behind the file
     */
    public MultipartForm(
            String field, String fileName, String contentType, RequestBody file, Map<String, String> fields) {
        this.file = file;
        this.head = bytes("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                + quoted(fileName) + "\"\r\nContent-Type: " + contentType + "\r\n\r\n");
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        fields.forEach((name, value) -> rest.writeBytes(bytes(
                "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value)));
        rest.writeBytes(bytes("\r\n--" + boundary + "--\r\n"));
        this.tail = rest.toByteArray();
    }

    /** For the request's {@code Content-Type}. */
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        return head.length + file.length() + tail.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        file.writeTo(out);
        out.write(tail);
    }

    private static String quoted(String fileName) {
        return fileName.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
