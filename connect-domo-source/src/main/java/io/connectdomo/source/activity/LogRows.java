package io.connectdomo.source.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** Tells entries of the log apart, which have no id. For one feed; not thread-safe. */
final class LogRows {
    private static final String TIME = "time";

    /** Besides the time. Part of {@link ActivityOffset#VERSION}: with other fields, stored hashes mean nothing. */
    private static final List<String> IDENTITY =
            List.of("userId", "userType", "actorId", "actionType", "objectType", "objectId", "clientId");

    private final MessageDigest digest = sha256();
    private final CRC32C checksum = new CRC32C();

    /** Epoch milliseconds; empty where there is none, or none that a number of milliseconds could tell. */
    static OptionalLong time(JsonNode entry) {
        try {
            Optional<Instant> time = Lenient.instant(entry, TIME);
            return time.isPresent() ? OptionalLong.of(time.get().toEpochMilli()) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    LogRow row(ObjectNode entry, long time) {
        ByteBuffer hash = ByteBuffer.wrap(identity(time, entry));
        return new LogRow(time, hash.getLong(), hash.getLong(), content(entry), entry);
    }

    /** Numbers and texts of the same digits are the same; lengths keep neighbours apart. */
    private byte[] identity(long time, ObjectNode entry) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, time));
        for (String field : IDENTITY) {
            byte[] text = Lenient.text(entry, field).orElse("").getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text.length));
            digest.update(text);
        }
        return digest.digest();
    }

    /** Of every field, in whatever order they came: the sum of what each gives. */
    private int content(ObjectNode entry) {
        int sum = 0;
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
            checksum.reset();
            checksum.update(field.getKey().getBytes(StandardCharsets.UTF_8));
            // Keeps the name from its value, and a text from a number of the same digits.
            checksum.update(field.getValue().isTextual() ? 1 : 0);
            checksum.update(bytes(field.getValue()));
            sum += (int) checksum.getValue();
        }
        return sum;
    }

    /** Nearly all are texts: of those JSON's quotes and escapes tell nothing, and cost most of a backfill. */
    private static byte[] bytes(JsonNode value) {
        return value.isTextual() ? value.textValue().getBytes(StandardCharsets.UTF_8) : Json.bytes(value);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
