package dev.parley.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an organisation's administrators see and end of its bots' tokens. */
interface BotTokensContract {

    TestHub hub();

    @Test
    default void theyAreListedWithoutTheirSecrets() {
        TestOrg org = hub().org();
        TestBot bot = org.bot("scribe");
        String secret = hub().scopedToken(bot, Scope.READ);

        Answer answer = org.admin().get(path(bot));

        assertThat(answer.json()).isEqualTo(bot.http().get("/api/me/tokens").json());
        assertThat(answer.json()).hasSize(1);
        assertThat(answer.body()).doesNotContain(secret);
        assertThat(org.admin().get(path(org.bot("other"))).json()).isEmpty();
    }

    @Test
    default void oneThatIsEndedIsRefusedAtOnce() {
        TestOrg org = hub().org();
        TestBot bot = org.bot("scribe");
        HubClient reader = hub().client().withToken(hub().scopedToken(bot, Scope.READ));
        assertThat(reader.get("/api/me").status()).isEqualTo(200);
        JsonNode token = org.admin().get(path(bot)).json().get(0);
        String one = path(bot) + "/" + token.path("id").asString();

        assertThat(org.admin()
                        .delete(path(org.bot("other")) + one.substring(one.lastIndexOf('/')))
                        .code())
                .as("another bot's")
                .isEqualTo("NOT_FOUND");
        assertThat(org.admin().delete(one).body()).isEqualTo("{\"ok\":true}");

        assertThat(reader.get("/api/me").status()).isEqualTo(401);
        assertThat(bot.http().get("/api/me").status()).isEqualTo(200);
        assertThat(org.admin().delete(one).code()).isEqualTo("NOT_FOUND");
        assertThat(hub().audit(org, "bot.token_revoke"))
                .extracting(AuditRow::bot, AuditRow::targetId)
                .containsExactly(tuple("org_admin", token.path("id").asString()));
    }

    @Test
    default void onlyAdministratorsOfTheBotsOrganisation() {
        TestOrg org = hub().org();
        TestBot bot = org.bot("scribe");
        hub().scopedToken(bot, Scope.READ);

        assertThat(hub().org().admin().get(path(bot)).code()).isEqualTo("NOT_FOUND");
        assertThat(hub().operator().get(path(bot)).code()).isEqualTo("NOT_FOUND");
        assertThat(bot.http().get(path(bot)).code()).isEqualTo("FORBIDDEN");
        assertThat(org.adminBot("ada").http().get(path(bot)).json()).hasSize(1);
        assertThat(org.admin().get("/api/org/bots/scribe/tokens").code())
                .as("a name is no id")
                .isEqualTo("NOT_FOUND");
        assertThat(org.admin().delete(path(bot) + "/x").code()).isEqualTo("NOT_FOUND");
    }

    private static String path(TestBot bot) {
        return "/api/org/bots/" + bot.id() + "/tokens";
    }
}
