package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The part of a Connect worker's REST interface that people use every day. Answers that only say "not now" (409 while the
 * group rebalances) are waited for. Every method throws {@link StackException} with the worker's words when it refuses.
 */
public final class ConnectRest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI address;
    private final JsonHttp http;

    ConnectRest(URI address) {
        this.address = address;
        this.http = new JsonHttp(address, TIMEOUT);
    }

    /** For people: where to look with a browser or curl. */
    public URI address() {
        return address;
    }

    /** Whether the worker has joined its group and answers. */
    boolean isReady() {
        return http.answers("/connectors");
    }

    /** Creates the connector, or gives it another configuration. */
    public void put(String connector, Map<String, String> config) {
        http.send("PUT", path(connector, "/config"), config);
    }

    public void delete(String connector) {
        http.send("DELETE", path(connector, ""), null);
    }

    public void pause(String connector) {
        http.send("PUT", path(connector, "/pause"), null);
    }

    public void resume(String connector) {
        http.send("PUT", path(connector, "/resume"), null);
    }

    /** Its tasks end; what is left is the configuration and the offsets, which may now be altered. */
    public void stop(String connector) {
        http.send("PUT", path(connector, "/stop"), null);
    }

    /** Restarts the connector and all its tasks. */
    public void restart(String connector) {
        http.send("POST", path(connector, "/restart?includeTasks=true"), null);
    }

    /** Restarts only those of its tasks that have failed. */
    public void restartFailed(String connector) {
        http.send("POST", path(connector, "/restart?includeTasks=true&onlyFailed=true"), null);
    }

    /** Empty while the worker has not heard of it, which is the case for a moment after {@link #put}. */
    public Optional<ConnectorStatus> status(String connector) {
        return http.get(path(connector, "/status")).map(ConnectorStatus::of);
    }

    /** The committed offsets of a sink. */
    public Map<TopicPartition, Long> sinkOffsets(String connector) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        for (JsonNode entry : required(path(connector, "/offsets")).path("offsets")) {
            JsonNode partition = entry.path("partition");
            offsets.put(
                    new TopicPartition(
                            partition.path("kafka_topic").asText(),
                            partition.path("kafka_partition").asInt()),
                    entry.path("offset").path("kafka_offset").asLong());
        }
        return offsets;
    }

    /** The committed offsets of a source, by source partition. */
    public Map<JsonNode, JsonNode> sourceOffsets(String connector) {
        Map<JsonNode, JsonNode> offsets = new LinkedHashMap<>();
        for (JsonNode entry : required(path(connector, "/offsets")).path("offsets")) {
            offsets.put(entry.path("partition"), entry.path("offset"));
        }
        return offsets;
    }

    /**
     * Sets the offset of one source partition; the connector must be stopped.
     *
     * @param offset null to reset it
     */
    public void alterOffset(String connector, Map<String, ?> partition, Map<String, ?> offset) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("partition", partition);
        entry.put("offset", offset);
        http.send("PATCH", path(connector, "/offsets"), Map.of("offsets", List.of(entry)));
    }

    /** Forgets all offsets; the connector must be stopped. */
    public void resetOffsets(String connector) {
        http.send("DELETE", path(connector, "/offsets"), null);
    }

    /**
     * What the plugin says about a configuration before a connector is made of it.
     *
     * @return the errors by key; keys without an error are not in it
     */
    public Map<String, List<String>> validate(Map<String, String> config) {
        return validated(config, "errors");
    }

    /**
     * What a user interface would offer for each key.
     *
     * @return the values by key; keys without any are not in it
     */
    public Map<String, List<String>> recommended(Map<String, String> config) {
        return validated(config, "recommended_values");
    }

    private Map<String, List<String>> validated(Map<String, String> config, String field) {
        String plugin = config.get("connector.class");
        JsonNode answer = http.send("PUT", "/connector-plugins/" + plugin + "/config/validate", config);
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (JsonNode key : answer.path("configs")) {
            List<String> ofKey = new ArrayList<>();
            key.path("value").path(field).forEach(each -> ofKey.add(each.asText()));
            if (!ofKey.isEmpty()) {
                found.put(key.path("value").path("name").asText(), ofKey);
            }
        }
        return found;
    }

    /** Class names of the connectors that this worker found. */
    public List<String> connectorPlugins() {
        List<String> classes = new ArrayList<>();
        required("/connector-plugins")
                .forEach(plugin -> classes.add(plugin.path("class").asText()));
        return classes;
    }

    public List<String> connectors() {
        List<String> names = new ArrayList<>();
        required("/connectors").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Turns the level of one logger, while the worker runs. */
    public void logLevel(String logger, String level) {
        ObjectNode body = JsonHttp.object().put("level", level);
        http.send("PUT", "/admin/loggers/" + logger, body);
    }

    private JsonNode required(String path) {
        return http.get(path).orElseThrow(() -> new StackException(address + path + " answered 404"));
    }

    private static String path(String connector, String rest) {
        return "/connectors/" + connector + rest;
    }
}
