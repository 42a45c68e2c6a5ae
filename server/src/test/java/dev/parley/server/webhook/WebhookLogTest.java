package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.webhook.SqlWebhookDeliveryRepository;
import dev.parley.persistence.webhook.SqlWebhookLogRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookAttempt;
import dev.parley.persistence.webhook.WebhookDeadLetter;
import dev.parley.persistence.webhook.WebhookLogRepository;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is shown of deliveries, and for how long. */
class WebhookLogTest {

    private static final long NOW = Duration.ofDays(100).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final TestOrg org = TestOrg.in(H2.database());
    private final BotSummary ada = org.bot("ada");
    private final Owner owner = Owner.itself(FeatureHub.caller(org, ada));
    private final WebhookLogRepository rows = new SqlWebhookLogRepository();
    private final WebhookLog log = new WebhookLog(H2.database(), rows);
    private final WebhookHistory history =
            new WebhookHistory(H2.database(), new SqlWebhookDeliveryRepository(), rows, new ManualClock(NOW));

    @Test
    void attemptsArePagedByTheirIds() {
        List<WebhookAttempt> attempts = attempts(ada.id(), 3, NOW);
        attempts(org.bot("bob").id(), 1, NOW);

        Deliveries first = log.deliveries(owner, Optional.empty(), 2).block();
        assertThat(first.deliveries())
                .containsExactly(Deliveries.Delivery.of(attempts.get(2)), Deliveries.Delivery.of(attempts.get(1)));
        assertThat(first.hasMore()).isTrue();

        Optional<UUID> before = Optional.of(first.deliveries().get(1).id());
        Deliveries second = log.deliveries(owner, before, 2).block();
        assertThat(second.deliveries()).containsExactly(Deliveries.Delivery.of(attempts.get(0)));
        assertThat(second.hasMore()).isFalse();
    }

    @Test
    void whatWasGivenUpIsPagedByPosition() {
        deadLetters(ada.id(), 3, NOW);

        DeadLetters first = log.deadLetters(owner, OptionalLong.empty(), 2).block();
        assertThat(first.deadLetters())
                .containsExactly(
                        new DeadLetters.DeadLetter(3, "message", 1, 403, "no", NOW),
                        new DeadLetters.DeadLetter(2, "message", 1, 403, "no", NOW));
        assertThat(first.hasMore()).isTrue();

        DeadLetters second = log.deadLetters(owner, OptionalLong.of(2), 2).block();
        assertThat(second.deadLetters())
                .extracting(DeadLetters.DeadLetter::position)
                .containsExactly(1L);
        assertThat(second.hasMore()).isFalse();
    }

    @Test
    void attemptsAreKeptForAWeek() {
        webhook(ada.id());
        attempts(ada.id(), 2, NOW - 7 * DAY - 1);
        attempts(ada.id(), 3, NOW - 7 * DAY);
        deadLetters(ada.id(), 1, NOW - 30 * DAY - 1);

        history.removeOld().block();

        assertThat(log.deliveries(owner, Optional.empty(), 200).block().deliveries())
                .hasSize(3);
        assertThat(log.deadLetters(owner, OptionalLong.empty(), 200).block().deadLetters())
                .isEmpty();
    }

    @Test
    void onlyTheLatestAttemptsAreKept() {
        webhook(ada.id());
        BotId bob = org.bot("bob").id();
        webhook(bob);
        attempts(bob, 3, NOW);
        List<WebhookAttempt> attempts = attempts(ada.id(), WebhookHistory.MAX_ATTEMPTS + 450, NOW);
        deadLetters(ada.id(), 3, NOW);

        history.removeOld().block();

        assertThat(rows.listAttempts(H2.database(), org.id(), ada.id(), null, 2_000)
                        .block())
                .hasSize(WebhookHistory.MAX_ATTEMPTS)
                .last()
                .isEqualTo(attempts.get(450));
        assertThat(rows.listAttempts(H2.database(), org.id(), bob, null, 9).block())
                .hasSize(3);
        assertThat(log.deadLetters(owner, OptionalLong.empty(), 9).block().deadLetters())
                .hasSize(3);
    }

    private void webhook(BotId bot) {
        Webhook webhook = Webhook.begin(org.id(), bot, "https://example.org", null, null, 0, 0);
        org.insert(WebhookRepository.INTO, webhook.row());
    }

    /** Oldest first. */
    private List<WebhookAttempt> attempts(BotId bot, int count, long at) {
        List<WebhookAttempt> attempts = IntStream.rangeClosed(1, count)
                .mapToObj(position -> new WebhookAttempt(Ids.next(), position, "message", 1, 204, null, 9, at))
                .toList();
        List<Object[]> inserted =
                attempts.stream().map(attempt -> attempt.row(org.id(), bot)).toList();
        H2.database().insert(WebhookLogRepository.ATTEMPTS, inserted).block();
        return attempts;
    }

    private void deadLetters(BotId bot, int count, long at) {
        for (int position = 1; position <= count; position++) {
            WebhookDeadLetter letter = new WebhookDeadLetter(position, "message", 1, 403, "no", at);
            org.insert(WebhookLogRepository.DEAD_LETTERS, letter.row(org.id(), bot));
        }
    }
}
