package io.connectdomo.common.appdb;

import com.fasterxml.jackson.databind.node.TextNode;
import io.connectdomo.common.http.RequestBody;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JSON body put together from documents that are serialised already; their bytes are neither parsed nor copied. */
final class Joined implements RequestBody {
    private static final byte[] OPEN = ascii("[");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] CLOSE = ascii("]");
    private static final byte[] CONTENT = ascii("{\"content\":");
    private static final byte[] END = ascii("}");

    private final List<byte[]> pieces;
    private final long length;

    private Joined(List<byte[]> pieces) {
        this.pieces = pieces;
        this.length = pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** {@code {"content":…}} */
    static Joined document(byte[] content) {
        return new Joined(List.of(CONTENT, content, END));
    }

    /** {@code [{"content":…},…]} */
    static Joined documents(List<byte[]> contents) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte[] content : contents) {
            pieces.add(pieces.isEmpty() ? OPEN : COMMA);
            pieces.add(CONTENT);
            pieces.add(content);
            pieces.add(END);
        }
        return closed(pieces);
    }

    /** {@code [{"id":…,"content":…},…]} */
    static Joined updates(List<DocumentUpdate> updates) {
        List<byte[]> pieces = new ArrayList<>();
        for (DocumentUpdate update : updates) {
            pieces.add(pieces.isEmpty() ? OPEN : COMMA);
            pieces.add(ascii("{\"id\":"));
            pieces.add(Json.bytes(TextNode.valueOf(update.id())));
            pieces.add(ascii(",\"content\":"));
            pieces.add(update.content());
            pieces.add(END);
        }
        return closed(pieces);
    }

    private static Joined closed(List<byte[]> pieces) {
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("No documents");
        }
        pieces.add(CLOSE);
        return new Joined(pieces);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            out.write(piece);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
