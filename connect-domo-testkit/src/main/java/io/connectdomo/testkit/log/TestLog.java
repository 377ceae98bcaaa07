package io.connectdomo.testkit.log;

import java.nio.file.Path;

/**
 * Which test class a thread works for. Threads inherit it from the thread that creates them, so the class's tasks, emulators
 * and simulated threads log to its file although other classes run beside it.
 */
final class TestLog {
    /** What no test class began: a static initialiser, or a thread that is older than all of them. */
    static final String OF_NO_CLASS = "tests";

    private static final InheritableThreadLocal<String> TEST_CLASS = new InheritableThreadLocal<>();

    private TestLog() {}

    /** From now on this thread, and whatever it starts, works for the class. */
    static void begin(Class<?> testClass) {
        TEST_CLASS.set(outermost(testClass).getName());
    }

    /** The name of the class that this thread works for, or {@link #OF_NO_CLASS}. */
    static String current() {
        String name = TEST_CLASS.get();
        return name == null ? OF_NO_CLASS : name;
    }

    /** The failure, told where the log is, where that is not said already. */
    static Throwable named(Throwable failure, Class<?> testClass) {
        for (Throwable told : failure.getSuppressed()) {
            if (told instanceof Log) {
                return failure;
            }
        }
        failure.addSuppressed(new Log("its log is " + file(outermost(testClass).getName())));
        return failure;
    }

    private static Path file(String name) {
        return Path.of(System.getProperty("test.logs", "target/test-logs"), name + ".log")
                .toAbsolutePath();
    }

    private static Class<?> outermost(Class<?> testClass) {
        Class<?> outermost = testClass;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return outermost;
    }

    /** A line below a failure's trace; thrown by nobody. */
    static final class Log extends Exception {
        private static final long serialVersionUID = 1;

        Log(String message) {
            super(message, null, false, false);
        }
    }
}
