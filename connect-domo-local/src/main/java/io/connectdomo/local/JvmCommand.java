package io.connectdomo.local;

import io.connectdomo.local.child.ChildMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a JVM of the stack is started.
 *
 * @param jvmOptions such as {@code -Xmx512m}
 * @param classPath of the child alone
 * @param mainClass run by {@link ChildMain}
 * @param mainArguments of the main class
 */
record JvmCommand(List<String> jvmOptions, String classPath, String mainClass, List<String> mainArguments) {
    /** For processes that live for seconds: what they would gain from the optimising compiler they pay twice to start. */
    static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    JvmCommand {
        jvmOptions = List.copyOf(jvmOptions);
        mainArguments = List.copyOf(mainArguments);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(jvmOptions);
        arguments.addAll(List.of("-cp", classPath, ChildMain.class.getName(), mainClass));
        arguments.addAll(mainArguments);
        return arguments;
    }
}
