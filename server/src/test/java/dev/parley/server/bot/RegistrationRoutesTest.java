package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.IdentityHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    static IdentityHub hub;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aBotWithTheOrgSecretIsAnActiveAdmin() {
        IdentityHub.NewOrg org = hub.org();

        Api.Answer answer =
                hub.api().post("/api/auth/register", "org_id", org.id, "org_secret", org.secret, "name", "scribe");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.fields())
                .containsExactly(
                        "bot_id",
                        "id",
                        "org_id",
                        "name",
                        "auth_role",
                        "online",
                        "last_seen_at",
                        "created_at",
                        "metadata",
                        "bio",
                        "role",
                        "function",
                        "team",
                        "tags",
                        "languages",
                        "protocols",
                        "status_text",
                        "timezone",
                        "active_hours",
                        "version",
                        "runtime",
                        "join_status",
                        "token");
        assertThat(answer.field("bot_id")).isEqualTo(answer.field("id"));
        Api.Answer settings = hub.api()
                .withToken(answer.field("token"))
                .patch(
                        "/api/org/settings",
                        "messages_per_minute_per_bot",
                        2_000_000_000,
                        "threads_per_hour_per_bot",
                        2_000_000_000);
        assertThat(settings.status()).isEqualTo(200);
    }
}
