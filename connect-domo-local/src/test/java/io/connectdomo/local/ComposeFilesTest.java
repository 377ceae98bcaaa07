package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.connectdomo.local.docs.SourceTree;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docker-compose.yml} and its Dockerfile say agrees with the source tree: there is no Docker to find it out. */
class ComposeFilesTest {
    private static final String DOCKERFILE = SourceTree.read("docker/connect/Dockerfile");
    private static final String PLUGINS = "/usr/share/kafka-connect/plugins";

    private final JsonNode services = services();

    private static JsonNode services() {
        try {
            return new YAMLMapper()
                    .readTree(SourceTree.read("docker-compose.yml"))
                    .path("services");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void versionsAreThoseThatTheSystemTestsRunWith() {
        String kafka = SourceTree.pomProperty("kafka.runtime.version");
        String postgres = SourceTree.pomProperty("postgres.version").replaceFirst("\\.0$", "");
        String java = SourceTree.pomProperty("maven.compiler.release");

        assertThat(image("kafka")).isEqualTo("apache/kafka:" + kafka);
        assertThat(image("postgres")).isEqualTo("postgres:" + postgres);
        assertThat(DOCKERFILE)
                .contains("ARG KAFKA_IMAGE=apache/kafka:" + kafka)
                .contains("ARG JDK_IMAGE=eclipse-temurin:" + java + ".")
                .contains("ARG JRE_IMAGE=eclipse-temurin:" + java + ".");
    }

    @Test
    void everyImageIsPinned() {
        services.forEach(service -> assertThat(service.path("image").asText()).matches("[^:]+:(?!latest)[\\w.-]+"));
    }

    @Test
    void whatIsMountedAndCopiedIsThere() {
        List<String> paths = new ArrayList<>();
        services.forEach(service -> service.path("volumes")
                .forEach(volume -> paths.add(volume.asText().split(":", 2)[0])));
        Matcher copied = Pattern.compile("(?m)^COPY (?!--from)(\\S+) \\S+$").matcher(DOCKERFILE);
        while (copied.find()) {
            paths.add(copied.group(1));
        }

        assertThat(paths).hasSizeGreaterThan(8);
        assertThat(paths.stream().map(SourceTree::file)).allMatch(Files::exists, "exists");
    }

    @Test
    void whatIsCopiedOutOfTheBuildIsMadeByModulesOfIt() {
        Matcher copied = Pattern.compile("COPY --from=build /src/(connect-domo-\\S+)/target")
                .matcher(DOCKERFILE);
        List<Path> modules = new ArrayList<>();
        while (copied.find()) {
            modules.add(SourceTree.file(copied.group(1) + "/pom.xml"));
        }

        assertThat(modules).hasSize(5).allMatch(Files::exists, "exists");
        assertThat(SourceTree.read("docker/connect/worker.properties")).contains("plugin.path=" + PLUGINS + "\n");
        assertThat(DOCKERFILE.split(Pattern.quote("target/plugin " + PLUGINS), -1))
                .hasSize(4);
    }

    @Test
    void whoIsWaitedForToBeHealthyTellsWhetherItIs() {
        services.forEach(service -> service.path("depends_on").properties().forEach(other -> {
            assertThat(services.has(other.getKey())).as(other.getKey()).isTrue();
            if (other.getValue().path("condition").asText().equals("service_healthy")) {
                assertThat(services.path(other.getKey()).has("healthcheck"))
                        .as("health check of " + other.getKey())
                        .isTrue();
            }
        }));
    }

    @Test
    void itsProgramsAreThere() throws ClassNotFoundException {
        Matcher programs = Pattern.compile("io\\.connectdomo(\\.\\w+)+")
                .matcher(SourceTree.read("docker-compose.yml") + DOCKERFILE);
        List<String> found = new ArrayList<>();
        while (programs.find()) {
            found.add(Class.forName(programs.group()).getSimpleName());
        }

        assertThat(found).contains("EmulatorMain", "ShopMain", "RegisterMain");
    }

    @Test
    void itsConnectorsFindTheirSecretsInTheFileThatIsMounted() throws IOException {
        Properties secrets = new Properties();
        secrets.load(new StringReader(SourceTree.read("docker/secrets.properties")));

        for (String service : List.of("register-source", "register-sink")) {
            List<String> command = new ArrayList<>();
            services.path(service).path("command").forEach(word -> command.add(word.asText()));
            Map<String, String> config = RegisterMain.configured(command.get(3), command.subList(4, command.size()))
                    .asMap();

            assertThat(config).doesNotContainValue("db.example.com").doesNotContainKey("domo.instance");
            List<String> placeholders = config.values().stream()
                    .filter(value -> value.startsWith("${"))
                    .toList();
            assertThat(placeholders).hasSize(1).allSatisfy(placeholder -> {
                assertThat(placeholder).startsWith("${file:/etc/kafka-connect/secrets.properties:");
                assertThat(secrets)
                        .containsKey(placeholder.substring(placeholder.lastIndexOf(':') + 1, placeholder.length() - 1));
            });
        }
    }

    @Test
    void aChangeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> RegisterMain.configured("cdc-postgres-sink.json", List.of("domo.url")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'domo.url' is neither KEY=VALUE nor -KEY");
    }

    private String image(String service) {
        return services.path(service).path("image").asText();
    }
}
