package dev.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The one file that is deployed: its commands, its start and its end. */
class JarIT {

    private static final String ADMIN_SECRET = "operators-secret";
    private static final Map<String, String> SETTINGS = Map.of("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET);

    @TempDir
    private Path data;

    @Test
    void helpAndVersionNeedNoSettings() {
        try (HubProcess help = HubProcess.run(Map.of(), "--help");
                HubProcess version = HubProcess.run(Map.of(), "--version")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.text()).contains("demo", "config --markdown", "HXA_CONNECT_ADMIN_SECRET");
            assertThat(version.exitCode()).isZero();
            assertThat(version.output()).singleElement().asString().matches("parley/\\d+\\.\\d+\\.\\d+");
        }
    }

    @Test
    void configShowsSettingsAndMasksSecrets() {
        try (HubProcess config = HubProcess.run(
                Map.of("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET, "HXA_CONNECT_PORT", "4711"), "config")) {
            assertThat(config.exitCode()).isZero();
            assertThat(config.text())
                    .contains("4711", "HXA_CONNECT_ADMIN_SECRET")
                    .doesNotContain(ADMIN_SECRET);
        }
    }

    @Test
    void theGuideNeedsNoSettings() {
        try (HubProcess guide = HubProcess.run(Map.of(), "config", "--markdown")) {
            assertThat(guide.exitCode()).isZero();
            assertThat(guide.text()).startsWith("# Configuration").contains("| `HXA_CONNECT_PORT` |");
        }
    }

    @Test
    void allWrongSettingsAreNamedAtOnce() {
        Map<String, String> wrong =
                Map.of("HXA_CONNECT_PORT", "many", "HXA_CONNECT_LOG_LEVEL", "loud", "HXA_CONNECT_JOURNAL_DAYS", "-1");
        try (HubProcess hub = HubProcess.run(wrong)) {
            assertThat(hub.exitCode()).isEqualTo(1);
            assertThat(hub.text())
                    .contains("HXA_CONNECT_PORT", "HXA_CONNECT_LOG_LEVEL", "HXA_CONNECT_JOURNAL_DAYS")
                    .contains("HXA_CONNECT_ADMIN_SECRET")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anUnknownCommandShowsTheUsage() {
        try (HubProcess hub = HubProcess.run(Map.of(), "dance")) {
            assertThat(hub.exitCode()).isNotZero();
            assertThat(hub.text()).contains("dance", "Usage:");
        }
    }

    @Test
    void aPortInUseIsSaidInOneSentence() {
        try (HubProcess first = HubProcess.hub(data, SETTINGS);
                HubProcess second = HubProcess.run(Map.of(
                        "HXA_CONNECT_ADMIN_SECRET",
                        ADMIN_SECRET,
                        "HXA_CONNECT_HOST",
                        "127.0.0.1",
                        "HXA_CONNECT_METRICS_PORT",
                        "0",
                        "HXA_CONNECT_DATA_DIR",
                        data.resolve("other").toString(),
                        "HXA_CONNECT_PORT",
                        String.valueOf(first.port())))) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.text()).contains(String.valueOf(first.port()));
        }
    }

    @Test
    void twoHubsOnOneDirectoryCannotBe() {
        try (HubProcess first = HubProcess.hub(data, SETTINGS);
                HubProcess second = HubProcess.run(Map.of(
                        "HXA_CONNECT_ADMIN_SECRET",
                        ADMIN_SECRET,
                        "HXA_CONNECT_METRICS_PORT",
                        "0",
                        "HXA_CONNECT_PORT",
                        String.valueOf(HubProcess.freePort()),
                        "HXA_CONNECT_DATA_DIR",
                        data.toString()))) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(first.client().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void allOfTheDocsIsInIt() {
        try (HubProcess hub = HubProcess.hub(data, SETTINGS)) {
            assertThat(List.of(
                            "/docs",
                            "/docs/docs.js",
                            "/docs/docs.css",
                            "/docs/swagger-ui.css",
                            "/docs/swagger-ui-bundle.js",
                            "/docs/swagger-ui-bundle.js.LICENSE.txt",
                            "/openapi.json",
                            "/asyncapi.json"))
                    .allSatisfy(
                            file -> assertThat(hub.client().get(file).status()).isEqualTo(200));
        }
    }

    @Test
    void allOfTheDashboardIsInIt() {
        try (HubProcess hub = HubProcess.hub(data, SETTINGS)) {
            assertThat(List.of(
                            "/",
                            "/admin/",
                            "/assets/any/app/login/main.js",
                            "/assets/any/styles/tokens.css",
                            "/assets/any/vendor/htm.js",
                            "/assets/any/vendor/highlight.js",
                            "/assets/any/lib/preact.js",
                            "/assets/any/lib/preact-hooks.js",
                            "/assets/any/lib/marked.js"))
                    .allSatisfy(
                            file -> assertThat(hub.client().get(file).status()).isEqualTo(200));
        }
    }

    @Test
    void aTerminatedHubTellsItsSocketsAndEndsWell() {
        try (HubProcess hub = HubProcess.hub(data, SETTINGS)) {
            JsonNode health = hub.client().get("/health").json();
            assertThat(health.path("status").asString()).isEqualTo("ok");
            assertThat(health.path("db").asString()).isEqualTo("ok");

            TestBot bot = TestOrg.create(hub.client(), ADMIN_SECRET, "acme").bot("listener");
            HubSocket socket = bot.connect();
            hub.terminate();
            assertThat(socket.closed().code()).isEqualTo(1001);
            assertThat(hub.exitCode()).isZero();
        }
    }

    @Test
    void whatWasWrittenIsThereAfterAnOrderlyEnd() {
        String port = String.valueOf(HubProcess.freePort());
        Map<String, String> settings = Map.of("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET, "HXA_CONNECT_PORT", port);
        TestBot reader;
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            TestOrg org = TestOrg.create(hub.client(), ADMIN_SECRET, "acme");
            reader = org.bot("reader");
            org.bot("writer").sendTo(reader, "remember me");
            hub.terminate();
            assertThat(hub.exitCode()).isZero();
        }
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            assertThat(hub.client().get("/health").status()).isEqualTo(200);
            assertThat(reader.http()
                            .get("/api/inbox?since=0")
                            .json()
                            .at("/0/content")
                            .asString())
                    .isEqualTo("remember me");
        }
    }

    @Test
    void theDemoPlaysToTheEnd() {
        try (HubProcess demo = HubProcess.run(Map.of(), "demo")) {
            assertThat(demo.exitCode()).as(demo.text()).isZero();
            assertThat(demo.text())
                    .contains("thread_artifact", "catchup", "That was the whole conversation")
                    .doesNotContain("\u001b");
        }
    }
}
