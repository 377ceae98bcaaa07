package io.connectdomo.common.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request's body as HttpClient wants it. */
final class StreamedEntity extends AbstractHttpEntity {
    private final RequestBody body;
    private final Attempt attempt;

    StreamedEntity(RequestBody body, Attempt attempt, String contentType, String contentEncoding) {
        super(contentType, contentEncoding, false);
        this.body = body;
        this.attempt = attempt;
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("Bodies are only written");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        attempt.write(body, out);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
