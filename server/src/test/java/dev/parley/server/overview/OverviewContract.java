package dev.parley.server.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an organisation is told of how it fares. */
interface OverviewContract {

    String PATH = "/api/org/overview";

    long HOUR = Duration.ofHours(1).toMillis();

    TestHub hub();

    @Test
    default void countsBotsThreadsAndMessages() {
        TestOrg org = hub().org();
        TestBot ada = org.adminBot("ada");
        TestBot bob = org.bot("bob");
        org.admin().patch("/api/org/settings", Fields.of("join_approval_required", true));
        org.bot("eve");
        ada.sendTo(bob, "hello");
        String thread = ada.openThread("one", bob);
        ada.openThread("two", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hi"));
        ada.http().patch("/api/threads/" + thread, Fields.of("status", "blocked"));
        TestOrg other = hub().org();
        other.adminBot("mallory").openThread("theirs", other.bot("trent"));

        try (HubSocket online = bob.connect()) {
            JsonNode overview = org.admin().get(PATH).json();

            assertThat(overview.path("bots").toString())
                    .isEqualTo("{\"total\":3,\"online\":1,\"pending\":1,\"rejected\":0}");
        }
        JsonNode overview = org.admin().get(PATH).json();
        assertThat(overview.path("threads").toString())
                .isEqualTo("{\"total\":2,\"active_last_day\":2,\"by_status\":{\"active\":1,\"blocked\":1,"
                        + "\"reviewing\":0,\"resolved\":0,\"closed\":0}}");
        assertThat(overview.path("channels").asInt()).isEqualTo(1);
        assertThat(overview.path("messages").path("per_hour")).hasSize(24);
        assertThat(sent(overview)).isEqualTo(2);
        assertThat(overview.path("webhooks").toString())
                .isEqualTo("{\"total\":0,\"failing\":0,\"degraded\":0,\"oldest_undelivered\":null}");
    }

    @Test
    default void theHoursEndWithTheCurrentOne() {
        TestOrg org = hub().org();

        JsonNode week = org.admin().get(PATH + "?hours=168").json();

        long from = week.path("messages").path("from").asLong();
        assertThat(from % HOUR).isZero();
        assertThat(week.path("messages").path("per_hour")).hasSize(168);
        assertThat(week.path("as_of").asLong() - from).isBetween(167 * HOUR, 168 * HOUR);
        assertThat(org.admin().get(PATH + "?hours=1000").json().at("/messages/per_hour"))
                .hasSize(168);
        assertThat(org.admin().get(PATH + "?hours=1").json().at("/messages/per_hour"))
                .hasSize(1);
    }

    @Test
    default void itTellsSinceWhenAWebhookIsBehind() {
        TestOrg org = hub().org();
        TestBot ada = org.adminBot("ada");
        TestBot bob = org.bot("bob");
        ada.http().put("/api/me/webhook", Fields.of("url", "http://127.0.0.1:9/hook"));
        bob.http().put("/api/me/webhook", Fields.of("url", "http://127.0.0.1:9/hook"));
        String channel = bob.sendTo(ada, "are you there?");
        long sent = bob.http()
                .get("/api/channels/" + channel + "/messages")
                .json()
                .at("/0/created_at")
                .asLong();

        JsonNode webhooks = org.admin().get(PATH).json().path("webhooks");

        assertThat(webhooks.path("total").asInt()).isEqualTo(2);
        assertThat(webhooks.path("oldest_undelivered").asLong()).isEqualTo(sent);
    }

    @Test
    default void onlyAdministratorsOfAnOrganisation() {
        TestOrg org = hub().org();

        assertThat(org.adminBot("ada").http().get(PATH).status()).isEqualTo(200);
        assertThat(org.bot("bob").http().get(PATH).code()).isEqualTo("FORBIDDEN");
        assertThat(hub().operator().get(PATH).code()).isEqualTo("ORG_CONTEXT_REQUIRED");
    }

    private static long sent(JsonNode overview) {
        return StreamSupport.stream(overview.path("messages").path("per_hour").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .sum();
    }
}
