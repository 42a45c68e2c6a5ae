package dev.parley.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.testing.TestOrg;
import org.junit.jupiter.api.Test;

/** What every store of webhooks' fortunes must do. */
public interface WebhookStatusRepositoryContract {

    Database database();

    @Test
    default void findsTheStatusByTheBotsName() {
        TestOrg org = TestOrg.in(database());
        org.bot("unused");
        insert(org, "used", 5L, null, 0);
        insert(org, "failing", null, 6L, 12);

        assertThat(find(org, "unused")).isEqualTo(WebhookStatus.UNUSED);
        assertThat(find(org, "used")).isEqualTo(new WebhookStatus(5L, null, 0));
        assertThat(find(org, "failing")).isEqualTo(new WebhookStatus(null, 6L, 12));
        assertThat(find(org, "USED")).as("names are exact").isNull();
        assertThat(find(TestOrg.in(database()), "used")).isNull();
    }

    private WebhookStatus find(TestOrg org, String name) {
        return new SqlWebhookStatusRepository()
                .findByBotName(database(), org.id(), name)
                .block();
    }

    private static void insert(TestOrg org, String name, Long success, Long failure, int failures) {
        org.insert(
                Insert.into(
                        "webhook_status",
                        "org_id",
                        "bot_id",
                        "last_success_at",
                        "last_failure_at",
                        "consecutive_failures"),
                org.id().value(),
                org.bot(name).id().value(),
                success,
                failure,
                failures);
    }
}
