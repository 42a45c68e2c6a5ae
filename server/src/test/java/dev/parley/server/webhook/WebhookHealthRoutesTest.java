package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.webhook.SqlWebhookRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.persistence.webhook.WebhookSecrets;
import dev.parley.persistence.webhook.WebhookStatus;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Scope;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.FeatureHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookHealthRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static FeatureHub hub;

    private final TestOrg org = TestOrg.in(H2.database());

    @BeforeAll
    static void start() {
        hub = new FeatureHub(H2.database())
                .with(new WebhookHealthRoutes(H2.database(), new SqlWebhookRepository()))
                .start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aWebhookThatWasNeverUsedIsHealthy() {
        org.bot("ada");

        assertThat(health("ada").text())
                .isEqualTo("{\"healthy\":true,\"last_success\":null,\"last_failure\":null,"
                        + "\"consecutive_failures\":0,\"degraded\":false}");
    }

    @Test
    void itIsDegradedFromTenFailuresInARow() {
        insert("fine", 5L, 4L, 0);
        insert("failing", 5L, 6L, 9);
        insert("degraded", null, 6L, 10);

        assertThat(health("fine").text())
                .isEqualTo(
                        "{\"healthy\":true,\"last_success\":5,\"last_failure\":4,\"consecutive_failures\":0,\"degraded\":false}");
        assertThat(health("failing").text())
                .isEqualTo(
                        "{\"healthy\":false,\"last_success\":5,\"last_failure\":6,\"consecutive_failures\":9,\"degraded\":false}");
        assertThat(health("degraded").text())
                .isEqualTo(
                        "{\"healthy\":false,\"last_success\":null,\"last_failure\":6,\"consecutive_failures\":10,\"degraded\":true}");
    }

    @Test
    void onlyAnExactNameOfTheSameOrganisationIsFound() {
        String id = org.bot("ada").id().toString();
        TestOrg.in(H2.database()).bot("stranger");

        for (String name : new String[] {"ADA", "stranger", id, "%00"}) {
            assertThat(health(name).outcome()).isEqualTo("404 NOT_FOUND");
        }
        Api admin = hub.api(FeatureHub.admin(org.id()));
        assertThat(admin.get("/api/bots/ada/webhook/health").status()).isEqualTo(200);
    }

    private Api.Answer health(String name) {
        return hub.api(org, org.bot("asking" + System.nanoTime()), Scope.READ)
                .get("/api/bots/" + name + "/webhook/health");
    }

    private void insert(String name, Long success, Long failure, int failures) {
        Webhook webhook = new Webhook(
                org.id(),
                org.bot(name).id(),
                Ids.next(),
                "https://example.org",
                WebhookSecrets.NONE,
                null,
                5,
                0,
                0,
                new WebhookStatus(success, failure, failures),
                5,
                5);
        org.insert(WebhookRepository.INTO, webhook.row());
    }
}
