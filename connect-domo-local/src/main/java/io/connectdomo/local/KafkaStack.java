package io.connectdomo.local;

import java.nio.file.Path;
import java.util.List;

/** Kafka, Connect workers with the packaged plugins, and the emulator, whatever it is that runs them. */
public interface KafkaStack extends AutoCloseable {
    /** Address of the broker for clients on this machine. */
    String bootstrapServers();

    /** At least one; they form one group. */
    List<Worker> workers();

    /** REST of the group: that of the first worker which is alive. */
    ConnectRest connect();

    /** Creates, fills and reads topics. */
    Topics topics();

    /** The stand-in for Domo, with its control interface. */
    EmulatorProcess emulator();

    /**
     * Keeps a secret in a file that only the workers' configuration provider reads.
     *
     * @return the placeholder to write into a connector's configuration in place of the secret
     */
    String secret(String name, String value);

    /** Where the logs of all processes are. */
    Path logs();

    @Override
    void close();
}
