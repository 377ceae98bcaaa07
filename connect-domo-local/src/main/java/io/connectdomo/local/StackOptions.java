package io.connectdomo.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be chosen of a {@link LocalStack}.
 *
 * @param workers how many Connect workers, at least one
 * @param workerProperties added to every worker's properties, or in place of them
 * @param workerJvmOptions heap and compiler of the workers
 * @param emulatorArguments added to the emulator's command line
 */
public record StackOptions(
        int workers,
        Map<String, String> workerProperties,
        List<String> workerJvmOptions,
        List<String> emulatorArguments) {

    public StackOptions {
        workerProperties = Map.copyOf(workerProperties);
        workerJvmOptions = List.copyOf(workerJvmOptions);
        emulatorArguments = List.copyOf(emulatorArguments);
    }

    /** One small worker that starts quickly. */
    public static StackOptions small() {
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        jvm.addAll(JvmCommand.QUICK_START);
        return new StackOptions(1, Map.of(), jvm, List.of());
    }

    /** One worker compiled and collected as a production worker is. */
    public static StackOptions forMeasuring(String workerHeap) {
        return new StackOptions(1, Map.of(), List.of("-Xmx" + workerHeap, "-XX:+UseG1GC"), List.of());
    }

    public StackOptions withWorkers(int count) {
        return new StackOptions(count, workerProperties, workerJvmOptions, emulatorArguments);
    }

    public StackOptions withWorkerProperties(Map<String, String> properties) {
        return new StackOptions(workers, properties, workerJvmOptions, emulatorArguments);
    }

    public StackOptions withEmulatorArguments(List<String> arguments) {
        return new StackOptions(workers, workerProperties, workerJvmOptions, arguments);
    }
}
