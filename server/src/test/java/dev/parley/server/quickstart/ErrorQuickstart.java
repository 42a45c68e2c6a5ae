package dev.parley.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients meet when they do something wrong, whatever they meant to do. */
interface ErrorQuickstart {

    TestHub hub();

    @Test
    default void badCredentialsAreToldApart() {
        assertError(hub().client().get("/api/me"), 401, "AUTH_REQUIRED");
        assertError(hub().client().withToken("bot_unknown").get("/api/me"), 401, "INVALID_TOKEN");
        assertError(hub().client().withCookie("hxa_session=dead").get("/api/me"), 401, "AUTH_REQUIRED");
    }

    @Test
    default void anUnknownPathIs404OnlyToThoseWhoAreKnown() {
        TestBot bot = hub().org().bot("lost");
        for (String path : List.of("/api/nothing", "/api/channels", "/api/threads/x/y/z")) {
            assertError(hub().client().get(path), 401, "AUTH_REQUIRED");
            assertError(bot.http().get(path), 404, "NOT_FOUND");
            assertError(bot.http().post(path), 404, "NOT_FOUND");
        }
        assertError(bot.http().post("/api/channels/" + bot.id() + "/messages"), 404, "NOT_FOUND");
    }

    @Test
    default void aBrokenBodyIsRefusedBeforeAnybodyIsAsked() {
        assertError(hub().client().post("/api/send", "{\"to\":"), 400, "VALIDATION_ERROR");
        assertError(hub().client().post("/api/send", "\"text\""), 400, "VALIDATION_ERROR");
        String large = "{\"content\":\"" + "x".repeat(1 << 20) + "\"}";
        assertError(hub().org().bot("loud").http().post("/api/send", large), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    default void aMissingBodyMeansAnEmptyOne() {
        assertError(hub().org().bot("silent").http().post("/api/send"), 400, "VALIDATION_ERROR");
        assertError(hub().client().post("/api/auth/register"), 400, "VALIDATION_ERROR");
        assertError(hub().client().post("/api/auth/login"), 400, "VALIDATION_ERROR");
    }

    private static void assertError(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(Shapes.ERROR.check(answer.json()).path("code").asString()).isEqualTo(code);
    }
}
