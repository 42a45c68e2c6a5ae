package dev.parley.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The image, without a container engine: what its build makes runs as its entry point says, and is healthy. */
class ImageIT {

    private static final Path CONTAINER = Path.of("..", "deploy", "container").toAbsolutePath();
    private static final String IN_THE_IMAGE = "/opt/parley";

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void itRunsWithWhatIsInIt() throws Exception {
        String dockerfile = Files.readString(CONTAINER.resolve("Dockerfile"));
        Path opt = directory.resolve("parley");
        Program.run(
                directory,
                List.of(CONTAINER.resolve("image.sh").toString(), System.getProperty("parley.jar"), opt.toString()));
        assertThat(opt).isDirectoryContaining("glob:**/health.sh").isDirectoryContaining("glob:**/parley.jsa");

        Ports ports = Ports.free();
        Process hub = start(command(dockerfile, "ENTRYPOINT", opt), ports);
        try {
            List<String> healthCheck = command(dockerfile, "HEALTHCHECK.* CMD", opt);
            Eventually.get(() -> isHealthy(healthCheck, ports), healthy -> healthy || !hub.isAlive());
            assertThat(hub.isAlive()).as(log()).isTrue();
            assertThat(HubClient.local(ports.http()).get("/health/ready").status())
                    .isEqualTo(200);
            hub.destroy();
            assertThat(hub.waitFor()).as(log()).isZero();
            assertThat(log()).doesNotContain("ClassNotFound", "NoClassDefFound");
            assertThat(isHealthy(healthCheck, ports)).isFalse();
        } finally {
            hub.destroyForcibly();
        }
    }

    @Test
    void itIsNotRootAndKeepsItsDataWhereItIsMounted() throws IOException {
        assertThat(Files.readString(CONTAINER.resolve("Dockerfile")))
                .containsPattern("(?m)^USER [1-9]\\d+")
                .contains("COPY --from=build " + IN_THE_IMAGE + " " + IN_THE_IMAGE + "\n")
                .contains("ENV HXA_CONNECT_DATA_DIR=/app/data\n")
                .contains("VOLUME /app/data\n");
    }

    /** With {@code -Xshare:on} it does not start unless the archives are good. */
    private Process start(List<String> command, Ports ports) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().clear();
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xshare:on");
        builder.environment().put("HXA_CONNECT_ADMIN_SECRET", "operators-secret");
        builder.environment().put("HXA_CONNECT_PORT", String.valueOf(ports.http()));
        builder.environment().put("HXA_CONNECT_METRICS_PORT", String.valueOf(ports.https()));
        builder.environment()
                .put("HXA_CONNECT_DATA_DIR", directory.resolve("data").toString());
        return builder.start();
    }

    private static boolean isHealthy(List<String> check, Ports ports) {
        ProcessBuilder builder = new ProcessBuilder(check).redirectErrorStream(true);
        builder.environment().put("HXA_CONNECT_PORT", String.valueOf(ports.http()));
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            throw new AssertionError("The health check does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    /** What the Dockerfile runs, where it is here. */
    private static List<String> command(String dockerfile, String instruction, Path opt) {
        Matcher line = Pattern.compile("(?m)^" + instruction + " (\\[.*])$").matcher(dockerfile);
        assertThat(line.find()).isTrue();
        Stream<JsonNode> words = Json.parse(line.group(1)).orElseThrow().valueStream();
        return words.map(word -> word.asString().replace(IN_THE_IMAGE, opt.toString()))
                .toList();
    }
}
