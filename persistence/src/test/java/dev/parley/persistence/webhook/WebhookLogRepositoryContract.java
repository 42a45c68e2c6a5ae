package dev.parley.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of deliveries to webhooks must do. */
public interface WebhookLogRepositoryContract {

    Database database();

    @Test
    default void listsAttemptsNewestFirst() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        WebhookAttempt failed =
                attempt(org, bot, new WebhookAttempt(Ids.next(), 7, "message", 1, null, "refused", 3, 5));
        WebhookAttempt refused =
                attempt(org, bot, new WebhookAttempt(Ids.next(), 7, "message", 2, 500, "status 500", 9, 6));
        WebhookAttempt delivered = attempt(org, bot, new WebhookAttempt(Ids.next(), 7, "message", 3, 204, null, 4, 6));
        attempt(org, org.bot("bob").id(), new WebhookAttempt(Ids.next(), 7, "message", 1, 204, null, 4, 6));

        assertThat(attempts(org, bot, null, 9)).containsExactly(delivered, refused, failed);
        assertThat(attempts(org, bot, null, 2)).containsExactly(delivered, refused);
        assertThat(attempts(org, bot, refused.id(), 2)).containsExactly(failed);
        assertThat(attempts(TestOrg.in(database()), bot, null, 9)).isEmpty();
    }

    @Test
    default void listsWhatWasGivenUpNewestFirst() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        WebhookDeadLetter old = deadLetter(org, bot, new WebhookDeadLetter(7, "message", 1, 403, "status 403", 3));
        WebhookDeadLetter young = deadLetter(org, bot, new WebhookDeadLetter(9, "thread_message", 9, null, "away", 2));
        deadLetter(org, org.bot("bob").id(), new WebhookDeadLetter(8, "message", 1, 403, "status 403", 3));

        assertThat(deadLetters(org, bot, Long.MAX_VALUE, 9)).containsExactly(young, old);
        assertThat(deadLetters(org, bot, Long.MAX_VALUE, 1)).containsExactly(young);
        assertThat(deadLetters(org, bot, 9, 9)).containsExactly(old);
        assertThat(deadLetters(TestOrg.in(database()), bot, Long.MAX_VALUE, 9)).isEmpty();
    }

    @Test
    default void errorsAreCutOffWhereTheTableEnds() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        String error = "x".repeat(WebhookAttempt.MAX_ERROR + 1);

        attempt(org, bot, new WebhookAttempt(Ids.next(), 7, "message", 1, null, error, 3, 5));
        deadLetter(org, bot, new WebhookDeadLetter(7, "message", 1, null, error, 3));

        assertThat(attempts(org, bot, null, 1).get(0).error()).hasSize(WebhookAttempt.MAX_ERROR);
        assertThat(deadLetters(org, bot, Long.MAX_VALUE, 1).get(0).error()).hasSize(WebhookAttempt.MAX_ERROR);
    }

    @Test
    default void removesAttemptsThatAreOldOrTooMany() {
        TestOrg org = TestOrg.in(database());
        WebhookKey ada = webhook(org, "ada");
        WebhookKey bob = webhook(org, "bob");
        for (int at = 0; at < 10; at++) {
            attempt(org, ada.bot(), new WebhookAttempt(Ids.next(), at, "message", 1, 200, null, 3, at));
            attempt(org, bob.bot(), new WebhookAttempt(Ids.next(), at, "message", 1, 200, null, 3, at));
        }

        assertThat(log().removeOldAttempts(database(), ada, 10, 0).block()).isZero();
        assertThat(log().removeOldAttempts(database(), ada, 6, 7).block())
                .as("too many")
                .isEqualTo(4);
        assertThat(log().removeOldAttempts(database(), ada, 6, 7).block())
                .as("old")
                .isEqualTo(3);
        assertThat(log().removeOldAttempts(database(), ada, 6, 7).block()).isZero();
        assertThat(attempts(org, ada.bot(), null, 99))
                .extracting(WebhookAttempt::at)
                .containsExactly(9L, 8L, 7L);
        assertThat(attempts(org, bob.bot(), null, 99)).hasSize(10);
    }

    @Test
    default void removesWhatWasGivenUpWhenItIsOldOrTooMuch() {
        TestOrg org = TestOrg.in(database());
        WebhookKey ada = webhook(org, "ada");
        WebhookKey bob = webhook(org, "bob");
        for (int at = 0; at < 10; at++) {
            deadLetter(org, ada.bot(), new WebhookDeadLetter(100 + at, "message", 1, 403, "no", at));
            deadLetter(org, bob.bot(), new WebhookDeadLetter(100 + at, "message", 1, 403, "no", at));
        }

        assertThat(log().removeOldDeadLetters(database(), ada, 6, 7).block()).isEqualTo(4);
        assertThat(log().removeOldDeadLetters(database(), ada, 6, 7).block()).isEqualTo(3);
        assertThat(log().removeOldDeadLetters(database(), ada, 6, 7).block()).isZero();
        assertThat(deadLetters(org, ada.bot(), Long.MAX_VALUE, 99))
                .extracting(WebhookDeadLetter::position)
                .containsExactly(109L, 108L, 107L);
        assertThat(deadLetters(org, bob.bot(), Long.MAX_VALUE, 99)).hasSize(10);
    }

    @Test
    default void removesOnlySoManyAtOnceTheOldestFirst() {
        TestOrg org = TestOrg.in(database());
        WebhookKey ada = webhook(org, "ada");
        List<Object[]> rows = IntStream.rangeClosed(1, WebhookLogRepository.MAX_REMOVED + 2)
                .mapToObj(at ->
                        new WebhookAttempt(Ids.next(), at, "message", 1, 200, null, 3, at).row(org.id(), ada.bot()))
                .toList();
        database().insert(WebhookLogRepository.ATTEMPTS, rows).block();

        assertThat(log().removeOldAttempts(database(), ada, 1, 0).block()).isEqualTo(WebhookLogRepository.MAX_REMOVED);
        assertThat(attempts(org, ada.bot(), null, 99)).hasSize(2);
        assertThat(log().removeOldAttempts(database(), ada, 1, 0).block()).isEqualTo(1);
    }

    private static WebhookKey webhook(TestOrg org, String name) {
        return new WebhookKey(org.id(), org.bot(name).id());
    }

    private WebhookLogRepository log() {
        return new SqlWebhookLogRepository();
    }

    private static WebhookAttempt attempt(TestOrg org, BotId bot, WebhookAttempt attempt) {
        org.insert(WebhookLogRepository.ATTEMPTS, attempt.row(org.id(), bot));
        return attempt;
    }

    private static WebhookDeadLetter deadLetter(TestOrg org, BotId bot, WebhookDeadLetter letter) {
        org.insert(WebhookLogRepository.DEAD_LETTERS, letter.row(org.id(), bot));
        return letter;
    }

    private List<WebhookAttempt> attempts(TestOrg org, BotId bot, UUID before, int limit) {
        return log().listAttempts(database(), org.id(), bot, before, limit).block();
    }

    private List<WebhookDeadLetter> deadLetters(TestOrg org, BotId bot, long before, int limit) {
        return log().listDeadLetters(database(), org.id(), bot, before, limit).block();
    }
}
