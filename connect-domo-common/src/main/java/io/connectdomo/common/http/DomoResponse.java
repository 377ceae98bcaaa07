package io.connectdomo.common.http;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A reply with a status of 2xx that is not an HTML page; read whole, at most {@link DomoHttp#MAX_REPLY_BYTES}. */
public final class DomoResponse {
    private final String request;
    private final int status;
    private final byte[] body;
    private final Instant serverTime;

    DomoResponse(String request, int status, byte[] body, Instant serverTime) {
        this.request = request;
        this.status = status;
        this.body = body;
        this.serverTime = serverTime;
    }

    /** 200 to 299. */
    public int status() {
        return status;
    }

    /** Domo's clock when it answered, from the HTTP {@code Date} header; to the second. */
    public Optional<Instant> serverTime() {
        return Optional.ofNullable(serverTime);
    }

    /** Whether the reply has no body (or one of spaces). */
    public boolean empty() {
        for (byte b : body) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The body as JSON.
     *
     * @throws DomoException.UnknownOutcome where it is empty or no JSON: a success nobody can read is not one
     */
    public JsonNode json() {
        if (empty()) {
            throw unreadable("an empty body");
        }
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw unreadable(notJson(e));
        }
    }

    /** As {@link #json()}, where an object is needed. */
    public ObjectNode object() {
        JsonNode json = json();
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw unreadable("JSON that is no object");
    }

    /** As {@link #object()}; empty where the body is anything else. */
    public Optional<ObjectNode> objectIfAny() {
        try {
            return Json.parse(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As {@link #json()}, where an array is needed. */
    public ArrayNode list() {
        JsonNode json = json();
        if (json instanceof ArrayNode array) {
            return array;
        }
        throw unreadable("JSON that is no array");
    }

    /** The failure to throw where the reply was read but {@code what} it says is not what this request needs. */
    public DomoException.UnknownOutcome unreadable(String what) {
        return unreadable(request, status, what);
    }

    @Override
    public String toString() {
        return request + " → " + status + ", " + body.length + " bytes";
    }

    static DomoException.UnknownOutcome unreadable(String request, int status, String what) {
        return new DomoException.UnknownOutcome(
                request + ": Domo answered " + status + " with " + what
                        + ", so whether it did what was asked is not known.",
                null);
    }

    /** Without Jackson's own message, which quotes the body: that may hold rows. */
    static String notJson(IOException e) {
        return e instanceof JsonEOFException ? "JSON that ends in its middle" : "a body that is not JSON";
    }
}
