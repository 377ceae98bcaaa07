package io.connectdomo.doctor.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.connectdomo.common.http.ReplyListener;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest reply as it came. The clients read replies leniently, so that they work whatever Domo answers; here is what it did answer.
 */
public final class LastReply implements ReplyListener {
    private volatile Seen seen = new Seen(0, new byte[0], Optional.empty(), Duration.ZERO);

    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this class
    private record Seen(int status, byte[] body, Optional<Instant> serverTime, Duration took) {}

    @Override
    public void replied(String request, int status, byte[] body, Optional<Instant> serverTime, Duration took) {
        statuses.add(status);
        seen = new Seen(status, body, serverTime, took);
    }

    /** Its HTTP status; 0 where there was none yet. */
    public int status() {
        return seen.status();
    }

    /** The HTTP statuses of all replies so far; empty where nothing answered. */
    public Set<Integer> statuses() {
        return Set.copyOf(statuses);
    }

    /** Domo's clock when it answered, to the second. */
    public Optional<Instant> serverTime() {
        return seen.serverTime();
    }

    public Duration took() {
        return seen.took();
    }

    /** Its body; missing where it is empty or no JSON. */
    public JsonNode json() {
        try {
            return Json.parse(seen.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
