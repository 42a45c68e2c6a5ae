package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an organisation's administrators see of its bots' webhooks, and do about them. */
interface OrgWebhookContract {

    TestHub hub();

    @Test
    default void itIsShownWithoutWhatMayBeSecret() {
        TestOrg org = hub().org();
        TestBot bot = org.bot("scribe");
        assertThat(org.admin().get(path(bot)).code()).isEqualTo("NOT_FOUND");
        put(bot, "http://127.0.0.1:9/hook/t0ps3cret?key=t0ps3cret");

        JsonNode seen = org.admin().get(path(bot)).json();

        JsonNode own = bot.http().get("/api/me/webhook").json();
        assertThat(seen.path("url").asString()).isEqualTo("http://127.0.0.1:9");
        assertThat(seen.propertyNames()).containsExactlyElementsOf(own.propertyNames());
        assertThat(seen.path("position")).isEqualTo(own.path("position"));
        assertThat(seen.path("created_at")).isEqualTo(own.path("created_at"));
    }

    @Test
    default void whatWasGivenUpIsDeliveredOnceMore() {
        TestOrg org = hub().org();
        TestBot ada = org.adminBot("ada");
        TestBot bot = org.bot("scribe");
        HubClient admin = org.admin();
        try (Receiver receiver = new Receiver()) {
            receiver.answerStatus(400);
            put(bot, receiver.url("/hook"));
            ada.sendTo(bot, "read this");
            JsonNode dead = Eventually.get(() -> deadLetters(admin, bot), letters -> !letters.isEmpty())
                    .get(0);
            assertThat(dead.path("type").asString()).isEqualTo("message");
            assertThat(dead.path("status").asInt()).isEqualTo(400);
            assertThat(admin.get(path(bot) + "/deliveries")
                            .json()
                            .at("/deliveries/0/status")
                            .asInt())
                    .isEqualTo(400);
            receiver.answerStatus(200);

            long before = dead.path("position").asLong() - 1;
            JsonNode replayed = admin.post(path(bot) + "/replay", Fields.of("position", before))
                    .json();

            assertThat(replayed.path("position").asLong()).isEqualTo(before);
            Eventually.get(() -> admin.get(path(bot)).json(), webhook -> webhook.path("last_success")
                    .isNumber());
            assertThat(deadLetters(admin, bot)).isEmpty();
            assertThat(receiver.all()).hasSize(2).last().satisfies(request -> assertThat(request.body())
                    .contains("read this"));
            assertThat(hub().audit(org, "bot.webhook_replay"))
                    .extracting(AuditRow::bot, AuditRow::targetId)
                    .containsExactly(tuple("org_admin", bot.id()));
        }
    }

    @Test
    default void itIsTried() {
        TestOrg org = hub().org();
        TestBot bot = org.bot("scribe");
        try (Receiver receiver = new Receiver()) {
            put(bot, receiver.url("/hook"));

            JsonNode result = org.admin().post(path(bot) + "/test").json();

            assertThat(result.path("delivered").asBoolean()).isTrue();
            assertThat(receiver.next().body()).contains("\"type\":\"ping\"");
        }
    }

    @Test
    default void onlyAdministratorsOfTheBotsOrganisation() {
        TestOrg org = hub().org();
        TestBot bot = org.bot("scribe");
        put(bot, "http://127.0.0.1:9/hook");

        for (String part : List.of("", "/deliveries", "/dead-letters")) {
            assertThat(hub().org().admin().get(path(bot) + part).code()).isEqualTo("NOT_FOUND");
            assertThat(hub().operator().get(path(bot) + part).code()).isEqualTo("NOT_FOUND");
            assertThat(bot.http().get(path(bot) + part).code()).isEqualTo("FORBIDDEN");
            assertThat(org.admin().get(path(bot) + part).status()).isEqualTo(200);
        }
        assertThat(org.admin().get("/api/org/bots/scribe/webhook").code())
                .as("a name is no id")
                .isEqualTo("NOT_FOUND");
    }

    private static JsonNode deadLetters(HubClient admin, TestBot bot) {
        return admin.get(path(bot) + "/dead-letters").json().path("dead_letters");
    }

    private static void put(TestBot bot, String url) {
        assertThat(bot.http().put("/api/me/webhook", Fields.of("url", url)).status())
                .isEqualTo(200);
    }

    private static String path(TestBot bot) {
        return "/api/org/bots/" + bot.id() + "/webhook";
    }
}
