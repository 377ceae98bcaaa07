package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.common.config.UnknownKeys;
import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.testkit.log.CapturedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of no example is anything said but that it has the address and the token of nobody. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../config");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> read(file).get("connector.class").equals(DomoSinkConnector.class.getName()))
                    .toList()
                    .stream();
        }
    }

    private static Map<String, String> read(Path file) {
        try {
            return new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itIsInOrder(Path example) {
        Map<String, String> config = read(example);
        config.put("name", "example");
        config.remove("domo.instance");
        config.put("domo.url", "http://127.0.0.1:1");
        config.put("domo.developer.token", "t0ken");
        CapturedLog said = CapturedLog.of(UnknownKeys.class);
        try (said) {
            assertThat(new DomoSinkConnector().validate(config).configValues())
                    .flatExtracting(ConfigValue::errorMessages)
                    .isEmpty();
        }
        assertThat(said.events()).isEmpty();
    }
}
