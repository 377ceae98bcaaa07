package io.connectdomo.sink.record;

/** {@code file.format}: what records are in a file. */
public enum FileFormat {
    /** One JSON value per line. */
    JSONL("application/x-ndjson"),
    /** One CSV row per record, under a header row. */
    CSV("text/csv"),
    /** The values one behind the other, with nothing between them. */
    BYTES("application/octet-stream");

    private final String contentType;

    FileFormat(String contentType) {
        this.contentType = contentType;
    }

    /** What the file is where {@code file.content.type} does not say. */
    public String contentType() {
        return contentType;
    }
}
