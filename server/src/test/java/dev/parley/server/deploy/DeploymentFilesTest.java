package dev.parley.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.config.ConfigurationGuide;
import dev.parley.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What is in {@code deploy/} for containers is what Kubernetes and Compose take, and sets only what the hub knows. */
class DeploymentFilesTest {

    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern SETTING = Pattern.compile("\\b(?:HXA_CONNECT_\\w+|REDIS_URL|SESSION_STORE|DOMAIN)\\b");

    static Stream<Path> compose() throws IOException {
        return yaml("compose");
    }

    static Stream<Path> kubernetes() throws IOException {
        return yaml("kubernetes").filter(file -> !file.endsWith("kustomization.yaml"));
    }

    static Stream<Path> everything() throws IOException {
        return Stream.concat(compose(), kubernetes());
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("compose")
    void composeTakesIt(Path file) throws IOException {
        List<JsonNode> documents = documents(file);
        assertThat(documents).hasSize(1);
        assertThat(violations((ObjectNode) resource("compose.json"), documents.get(0)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kubernetes")
    void kubernetesTakesIt(Path file) throws IOException {
        ObjectNode schemas = (ObjectNode) resource("kubernetes.json");
        List<JsonNode> documents = documents(file);
        assertThat(documents).isNotEmpty();
        for (JsonNode document : documents) {
            String kind = document.path("apiVersion").asString() + " "
                    + document.path("kind").asString();
            String definition = schemas.path("kinds").path(kind).asString("");
            assertThat(definition).as("a schema of %s", kind).isNotEmpty();
            ObjectNode schema = schemas.deepCopy().put("$ref", "#/definitions/" + definition);
            assertThat(violations(schema, document)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everySettingExists(Path file) throws IOException {
        String known = ConfigurationGuide.markdown();
        assertThat(SETTING.matcher(Files.readString(file)).results().map(MatchResult::group))
                .allSatisfy(name -> assertThat(known).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @MethodSource("kubernetes")
    void everyFileIsApplied(Path file) throws IOException {
        assertThat(documents(DEPLOY.resolve("kubernetes").resolve("kustomization.yaml"))
                        .get(0)
                        .path("resources")
                        .valueStream()
                        .map(JsonNode::asString))
                .contains(file.getFileName().toString());
    }

    private static List<JsonNode> documents(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            return documents.readAll();
        }
    }

    private static List<String> violations(ObjectNode schema, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(document)
                .stream()
                .map(Objects::toString)
                .toList();
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream bytes =
                Objects.requireNonNull(DeploymentFilesTest.class.getResourceAsStream("/deploy/" + name))) {
            return Json.mapper().readTree(bytes);
        }
    }
}
