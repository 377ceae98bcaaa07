package io.connectdomo.common.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.json.Json;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A reply with a status of 2xx that is not an HTML page, read while it comes: see {@link DomoHttp#stream}. For one thread, and
 * only until the reader returns.
 */
public final class DomoStream {
    private final String request;
    private final int status;
    private final OneEntry body;

    DomoStream(String request, int status, InputStream body) {
        this.request = request;
        this.status = status;
        this.body = new OneEntry(body);
    }

    /**
     * Hands over the entries of a JSON array of any length, one after the other; one is held at a time, of at most
     * {@link DomoHttp#MAX_REPLY_BYTES}.
     *
     * @throws DomoException.UnknownOutcome where the body is empty, no JSON, no array, or breaks off
     * @throws IOException where the connection failed
     */
    public void forEach(Consumer<JsonNode> entry) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                throw unreadable(first == null ? "an empty body" : "JSON that is no array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                entry.accept(Json.value(parser));
                body.next();
            }
            if (parser.nextToken() != null) {
                throw unreadable("something behind its list");
            }
        } catch (JsonProcessingException e) {
            throw unreadable(DomoResponse.notJson(e));
        }
    }

    /** The failure to throw where {@code what} the reply says is not what this request needs. */
    public DomoException.UnknownOutcome unreadable(String what) {
        return DomoResponse.unreadable(request, status, what);
    }

    @Override
    public String toString() {
        return request + " → " + status + ", streamed";
    }

    /** Lets one entry have no more bytes than a whole reply may. */
    private final class OneEntry extends FilterInputStream {
        private long left = DomoHttp.MAX_REPLY_BYTES;

        OneEntry(InputStream in) {
            super(in);
        }

        void next() {
            left = DomoHttp.MAX_REPLY_BYTES;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            return counted(count, count);
        }

        private int counted(int result, int bytes) {
            left -= result < 0 ? 0 : bytes;
            if (left < 0) {
                throw unreadable("an entry that is larger than " + DomoHttp.MAX_REPLY_BYTES + " bytes");
            }
            return result;
        }
    }
}
