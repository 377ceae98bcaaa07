package io.connectdomo.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the build put what the stack starts. Class paths that never mix: Kafka's jars, the emulator's, the plugins' (only
 * directories on {@code plugin.path}) and PostgreSQL's. The last, Debezium and the doctor are there only if they were built too.
 *
 * @param home the top of the source tree, after {@code mvnw package}
 * @param kafkaVersion version of broker and workers, such as {@code 4.3.1}
 */
record Installation(Path home, String kafkaVersion) {
    private static final String BUILD_FIRST = "; build it first with ./mvnw -DskipTests package";

    /** Finds the tree from the property {@code connectdomo.home}, else upwards from the working directory. */
    static Installation find() {
        return new Installation(findHome(), System.getProperty("connectdomo.kafka.version", builtKafkaVersion()));
    }

    private static Path findHome() {
        String given = System.getProperty("connectdomo.home");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("connect-domo-local"))) {
                return at;
            }
        }
        throw new IllegalStateException("Run this inside the source tree, or set -Dconnectdomo.home to it");
    }

    private static String builtKafkaVersion() {
        Properties versions = new Properties();
        try (InputStream in = Installation.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.getProperty("kafka");
    }

    /** Class path of broker and workers. */
    String kafkaClassPath() {
        Path runtimes = home.resolve("connect-domo-local/kafka-runtime");
        String libs = "target/kafka-" + kafkaVersion + "/libs";
        Path older = runtimes.resolve(majorAndMinor()).resolve(libs);
        return launcher() + File.pathSeparator + jarsIn(Files.isDirectory(older) ? older : runtimes.resolve(libs));
    }

    /** The older versions of the smoke tests have a module each, named {@code 3.9} and {@code 4.0}. */
    private String majorAndMinor() {
        return kafkaVersion.substring(0, kafkaVersion.lastIndexOf('.'));
    }

    /** The same with another Kafka. */
    Installation withKafka(String version) {
        return new Installation(home, version);
    }

    /** Class path of the emulator. */
    String emulatorClassPath() {
        return launcher() + File.pathSeparator + jarsIn(home.resolve("connect-domo-local/target/libs"));
    }

    /** The directories that hold the packaged sink and source, as a user would put them on {@code plugin.path}. */
    String pluginPath() {
        return existing(home.resolve("connect-domo-sink/target/plugin")) + ","
                + existing(home.resolve("connect-domo-source/target/plugin"));
    }

    /** The doctor as a user runs it: with {@code java -jar}. */
    Path doctor() {
        Path jar = home.resolve("connect-domo-doctor/target/connect-domo-doctor.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("Missing " + jar + BUILD_FIRST);
        }
        return jar;
    }

    /** Class path of the PostgreSQL process; the server itself is inside of one of its jars. */
    String postgresClassPath() {
        Path built = home.resolve("connect-domo-local/postgres-runtime/target");
        return String.join(
                File.pathSeparator,
                launcher(),
                existing(built.resolve("classes")).toString(),
                jarsIn(built.resolve("libs")));
    }

    /** Where the PostgreSQL process keeps its binaries unpacked. */
    Path postgresBinaries() {
        return home.resolve("connect-domo-local/postgres-runtime/target/binaries");
    }

    /** The directory that holds Debezium's connector as it is published. */
    String debeziumPluginPath() {
        return existing(home.resolve("connect-domo-local/debezium-runtime/target/plugin"))
                .toString();
    }

    private static String jarsIn(Path libs) {
        return existing(libs).resolve("*").toString();
    }

    private static Path existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException("Missing " + directory + BUILD_FIRST);
        }
        return directory;
    }

    /** Where {@code ChildMain} is: this module's classes, which bring no others along. */
    private static String launcher() {
        try {
            return Path.of(Installation.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
