package io.connectdomo.emulator;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body, written by hand. */
final class Form {
    private static final String BOUNDARY = "----boundary-of-a-test";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The two fields of an upload into a FileSet, as filesets.md has them. */
    static Form upload(String directory, String fileName, byte[] content) {
        return new Form()
                .file("file", fileName, "text/plain", content)
                .text("createFileRequest", "{\"directoryPath\":\"" + directory + "\"}");
    }

    Form file(String name, String fileName, String contentType, byte[] content) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + contentType + "\r\n\r\n");
        bytes.writeBytes(content);
        text("\r\n");
        return this;
    }

    Form text(String name, String value) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    HttpRequest.Builder post(HttpRequest.Builder request) {
        return on(request).POST(HttpRequest.BodyPublishers.ofByteArray(bytes()));
    }

    HttpRequest.Builder put(HttpRequest.Builder request) {
        return on(request).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes()));
    }

    private static HttpRequest.Builder on(HttpRequest.Builder request) {
        return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
