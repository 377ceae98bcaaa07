package io.connectdomo.local;

import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The stack with its broker in a container, as Kafka publishes it. Workers and emulator are processes as ever: the workers run
 * the plugin's directory that the build has just made. {@code -Dconnectdomo.docker=false} does without although Docker answers.
 */
final class ContainerStack implements KafkaStack {
    private static final String IMAGE = "apache/kafka:";

    private final KafkaContainer broker;
    private final LocalStack rest;

    private ContainerStack(KafkaContainer broker, LocalStack rest) {
        this.broker = broker;
        this.rest = rest;
    }

    /** Whether Docker answers here, and is wanted. Takes no time where it is not installed. */
    static boolean isPossible() {
        return Boolean.parseBoolean(System.getProperty("connectdomo.docker", "true"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** As {@link LocalStack#start}; the broker has the same short waits. */
    static ContainerStack start(StackOptions options) {
        KafkaContainer broker = new KafkaContainer(IMAGE + Installation.find().kafkaVersion())
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000");
        broker.start();
        try {
            return new ContainerStack(broker, LocalStack.start(options.withBrokerAt(broker.getBootstrapServers())));
        } catch (RuntimeException e) {
            broker.stop();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return rest.bootstrapServers();
    }

    @Override
    public List<Worker> workers() {
        return rest.workers();
    }

    @Override
    public ConnectRest connect() {
        return rest.connect();
    }

    @Override
    public Topics topics() {
        return rest.topics();
    }

    @Override
    public EmulatorProcess emulator() {
        return rest.emulator();
    }

    @Override
    public String secret(String name, String value) {
        return rest.secret(name, value);
    }

    @Override
    public Path logs() {
        return rest.logs();
    }

    @Override
    public void close() {
        rest.close();
        broker.stop();
    }
}
