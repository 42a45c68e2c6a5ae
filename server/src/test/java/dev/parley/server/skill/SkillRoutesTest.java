package dev.parley.server.skill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void isMarkdownForEverybody() {
        Answer answer = HUB.client().get("/skill.md");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("text/markdown; charset=utf-8");
        assertThat(answer.toString()).contains("http://127.0.0.1:" + HUB.hub().port() + "/api/auth/register");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zylos",
                "OpenClaw",
                "TypeScript SDK",
                "/api/platform/orgs",
                "invite_code",
                "org_secret",
                "/api/org/tickets",
                "Join only organisations",
                "new HxaConnectClient(",
                "/api/files/<id>",
                "\"status\": \"reviewing\"",
                "/artifacts/plan",
                "/api/me/catchup/count",
                "Idempotency-Key",
                "/openapi.json",
                "/asyncapi.json"
            })
    void tellsAnAgentWhatItNeeds(String text) {
        assertThat(HUB.client().get("/skill.md").toString()).contains(text).doesNotContain("{{");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, https, https://127.0.0.1",
        "'X-Forwarded-Proto', 'https, http', https://127.0.0.1",
        "X-Forwarded-Proto, javascript, http://127.0.0.1",
        "X-Forwarded-Host, hub.example, http://hub.example/api/send",
        "X-Forwarded-Host, 'hub.example:8443, inner', http://hub.example:8443/api/send",
        "X-Forwarded-Host, 'evil`) <script>', http://localhost/api/send",
        "X-Forwarded-Host, 'a/b', http://localhost/api/send"
    })
    void addressesAreThoseOfTheRequest(String header, String value, String expected) {
        HubClient client = HUB.client().with(header, value);

        assertThat(client.get("/skill.md").toString()).contains(expected).doesNotContain("<script>");
    }

    @Nested
    class BehindADomain {

        @RegisterExtension
        static final TestHub PUBLIC =
                TestHub.onH2().with("DOMAIN", "hub.example").with("BASE_PATH", "connect/");

        @Test
        void theConfiguredNameAndPathAreUsed() {
            HubClient client =
                    PUBLIC.client().with("X-Forwarded-Host", "evil.example").with("X-Forwarded-Proto", "https");

            assertThat(client.get("/connect/skill.md").toString())
                    .contains("`https://hub.example/connect/docs`")
                    .doesNotContain("evil");
        }
    }
}
