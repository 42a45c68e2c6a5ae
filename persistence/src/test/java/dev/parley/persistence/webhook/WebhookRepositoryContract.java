package dev.parley.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of webhooks must do. */
public interface WebhookRepositoryContract {

    /** Has failed, waits for the next attempt, and has two secrets. */
    private static Webhook used(TestOrg org, BotId bot) {
        return new Webhook(
                org.id(),
                bot,
                Ids.next(),
                "https://example.org/hook",
                new WebhookSecrets("new", "old", 90L),
                List.of("message", "thread_message"),
                1000,
                3,
                70,
                new WebhookStatus(5L, 6L, 12),
                4,
                7);
    }

    Database database();

    @Test
    default void findsWhatWasStored() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        BotId plainBot = org.bot("bob").id();
        Webhook webhook = insert(used(org, bot));
        Webhook plain = insert(Webhook.begin(org.id(), plainBot, "https://example.org", null, null, 1000, 4));

        assertThat(find(org.id(), bot)).isEqualTo(webhook);
        assertThat(find(org.id(), plainBot)).isEqualTo(plain);
        assertThat(find(org.id(), org.bot("without").id())).isNull();
        assertThat(find(TestOrg.in(database()).id(), bot)).isNull();
    }

    @Test
    default void findsTheStatusByTheBotsName() {
        TestOrg org = TestOrg.in(database());
        org.bot("without");
        BotId used = org.bot("used").id();
        BotId unused = org.bot("unused").id();
        insert(used(org, used));
        insert(Webhook.begin(org.id(), unused, "https://example.org", null, null, 1000, 4));

        assertThat(status(org, "without")).isEqualTo(WebhookStatus.UNUSED);
        assertThat(status(org, "unused")).isEqualTo(WebhookStatus.UNUSED);
        assertThat(status(org, "used")).isEqualTo(new WebhookStatus(5L, 6L, 12));
        assertThat(status(org, "USED")).as("names are exact").isNull();
        assertThat(status(TestOrg.in(database()), "used")).isNull();
    }

    @Test
    default void countsThoseThatFail() {
        TestOrg org = TestOrg.in(database());
        insert(used(org, org.bot("ada").id()));
        insert(Webhook.begin(org.id(), org.bot("bob").id(), "https://example.org", null, null, 1000, 4));
        TestOrg other = TestOrg.in(database());
        insert(used(other, other.bot("eve").id()));

        assertThat(count(org, 12)).isEqualTo(new WebhookCounts(2, 1, 1));
        assertThat(count(org, 13)).isEqualTo(new WebhookCounts(2, 1, 0));
        assertThat(count(TestOrg.in(database()), 12)).isEqualTo(new WebhookCounts(0, 0, 0));
    }

    @Test
    default void whatWaitsTheLongestComesFirst() {
        TestOrg org = TestOrg.in(database());
        BotId late = org.bot("late").id();
        BotId later = org.bot("later").id();
        BotId failing = org.bot("failing").id();
        insert(Webhook.begin(org.id(), late, "https://example.org", null, null, 20, 4));
        insert(Webhook.begin(org.id(), later, "https://example.org", null, null, 10, 4));
        insert(used(org, failing));
        TestOrg other = TestOrg.in(database());
        insert(used(other, other.bot("eve").id()));

        assertThat(behind(org, 10)).containsExactly(failing, later, late);
        assertThat(behind(org, 2)).containsExactly(failing, later);
    }

    private WebhookCounts count(TestOrg org, int degradedFrom) {
        return new SqlWebhookRepository()
                .count(database(), org.id(), degradedFrom)
                .block();
    }

    private List<BotId> behind(TestOrg org, int limit) {
        return new SqlWebhookRepository()
                .listBehind(database(), org.id(), limit)
                .block();
    }

    @Test
    default void anUpdateLeavesAloneHowFarItHasCome() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        Webhook before = insert(used(org, bot));
        Webhook otherBots = insert(used(org, org.bot("bob").id()));
        Webhook changed = new Webhook(
                org.id(),
                bot,
                Ids.next(),
                "https://example.com",
                WebhookSecrets.only("third"),
                null,
                5000,
                0,
                0,
                WebhookStatus.UNUSED,
                44,
                77);

        webhooks().update(database(), changed).block();

        assertThat(find(org.id(), bot))
                .isEqualTo(new Webhook(
                        org.id(),
                        bot,
                        before.id(),
                        "https://example.com",
                        WebhookSecrets.only("third"),
                        null,
                        1000,
                        3,
                        70,
                        before.status(),
                        4,
                        77));
        assertThat(find(org.id(), otherBots.bot())).isEqualTo(otherBots);
    }

    @Test
    default void aRestartForgetsTheFailuresAndWhoWasDelivering() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        Webhook before = insert(used(org, bot));
        Webhook otherBots = insert(used(org, org.bot("bob").id()));
        lease(before);
        deadLetters(org, bot, 900, 1000);

        Webhook again = before.anew(500);
        webhooks().restart(database(), again).block();

        Webhook after = find(org.id(), bot);
        assertThat(after.id()).isEqualTo(again.id()).isNotEqualTo(before.id());
        assertThat(after.position()).isEqualTo(1000);
        assertThat(after.attempts()).isZero();
        assertThat(after.nextAttemptAt()).isZero();
        assertThat(after.status()).isEqualTo(new WebhookStatus(5L, 6L, 0));
        assertThat(leases(org)).containsExactlyInAnyOrder(0L, 0L);
        assertThat(deadLetters(org, bot)).containsExactly(1000L, 900L);
        assertThat(find(org.id(), otherBots.bot())).isEqualTo(otherBots);
    }

    @Test
    default void aRestartFromAPositionRevivesWhatWasGivenUpAfterIt() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        Webhook before = insert(used(org, bot));
        deadLetters(org, bot, 400, 500, 501, 900);
        BotId other = org.bot("bob").id();
        deadLetters(org, other, 900);

        Webhook again = before.anew(500);
        webhooks().restartFromPosition(database(), again).block();

        Webhook after = find(org.id(), bot);
        assertThat(after.id()).isEqualTo(again.id());
        assertThat(after.position()).isEqualTo(500);
        assertThat(after.attempts()).isZero();
        assertThat(deadLetters(org, bot)).containsExactly(500L, 400L);
        assertThat(deadLetters(org, other)).containsExactly(900L);
    }

    @Test
    default void aWebhookGoesWithItsHistory() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        BotId other = org.bot("bob").id();
        for (BotId each : List.of(bot, other)) {
            insert(used(org, each));
            deadLetters(org, each, 900);
            attempt(org, each);
        }

        assertThat(webhooks()
                        .remove(database(), TestOrg.in(database()).id(), bot)
                        .block())
                .isFalse();
        assertThat(webhooks().remove(database(), org.id(), bot).block()).isTrue();
        assertThat(webhooks().remove(database(), org.id(), bot).block()).isFalse();

        assertThat(find(org.id(), bot)).isNull();
        assertThat(deadLetters(org, bot)).isEmpty();
        assertThat(attempts(org, bot)).isEmpty();
        assertThat(find(org.id(), other)).isNotNull();
        assertThat(deadLetters(org, other)).hasSize(1);
        assertThat(attempts(org, other)).hasSize(1);
    }

    private WebhookRepository webhooks() {
        return new SqlWebhookRepository();
    }

    private Webhook insert(Webhook webhook) {
        database()
                .insert(WebhookRepository.INTO, List.<Object[]>of(webhook.row()))
                .block();
        return webhook;
    }

    private Webhook find(OrgId org, BotId bot) {
        return webhooks().find(database(), org, bot).block();
    }

    private WebhookStatus status(TestOrg org, String name) {
        return webhooks().findStatus(database(), org.id(), name).block();
    }

    private void lease(Webhook webhook) {
        database()
                .execute(
                        "UPDATE webhooks SET lease_owner = $3, leased_until = 99 WHERE org_id = $1 AND bot_id = $2",
                        webhook.org().value(),
                        webhook.bot().value(),
                        Ids.next())
                .block();
    }

    private List<Long> leases(TestOrg org) {
        return database()
                .list(
                        "SELECT leased_until FROM webhooks WHERE org_id = $1 AND lease_owner IS NULL LIMIT 9",
                        row -> row.number("leased_until"),
                        org.id().value())
                .block();
    }

    private void deadLetters(TestOrg org, BotId bot, long... positions) {
        for (long position : positions) {
            org.insert(
                    WebhookLogRepository.DEAD_LETTERS,
                    new WebhookDeadLetter(position, "message", 1, 403, "refused", 5).row(org.id(), bot));
        }
    }

    private List<Long> deadLetters(TestOrg org, BotId bot) {
        return new SqlWebhookLogRepository()
                .listDeadLetters(database(), org.id(), bot, Long.MAX_VALUE, 9).block().stream()
                        .map(WebhookDeadLetter::position)
                        .toList();
    }

    private void attempt(TestOrg org, BotId bot) {
        org.insert(
                WebhookLogRepository.ATTEMPTS,
                new WebhookAttempt(Ids.next(), 900, "message", 1, 200, null, 12, 5).row(org.id(), bot));
    }

    private List<WebhookAttempt> attempts(TestOrg org, BotId bot) {
        return new SqlWebhookLogRepository()
                .listAttempts(database(), org.id(), bot, null, 9)
                .block();
    }
}
