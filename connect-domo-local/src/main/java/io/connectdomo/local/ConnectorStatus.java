package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker says of a connector.
 *
 * @param state such as {@code RUNNING}
 * @param trace why it failed; empty when it did not
 * @param tasks by ascending number; empty until the group has shared them out
 */
public record ConnectorStatus(String state, String trace, List<Task> tasks) {
    /**
     * One task.
     *
     * @param worker host and port of the worker it runs on
     * @param trace why it failed; empty when it did not
     */
    public record Task(int id, String state, String worker, String trace) {}

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    static ConnectorStatus of(JsonNode answer) {
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : answer.path("tasks")) {
            tasks.add(new Task(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("worker_id").asText(),
                    task.path("trace").asText("")));
        }
        JsonNode connector = answer.path("connector");
        return new ConnectorStatus(
                connector.path("state").asText(), connector.path("trace").asText(""), tasks);
    }

    /** Whether the connector and exactly so many tasks run. */
    public boolean isRunning(int taskCount) {
        return state.equals("RUNNING")
                && tasks.size() == taskCount
                && tasks.stream().allMatch(task -> task.state().equals("RUNNING"));
    }

    /** Whether the connector runs and has at least one task, all of which run. */
    public boolean hasStarted() {
        return !tasks.isEmpty() && isRunning(tasks.size());
    }

    public boolean hasFailed() {
        return state.equals("FAILED")
                || tasks.stream().anyMatch(task -> task.state().equals("FAILED"));
    }

    /** All that failed, one after another. */
    public String traces() {
        StringBuilder all = new StringBuilder(trace);
        tasks.forEach(task -> all.append(task.trace()));
        return all.toString();
    }
}
