package dev.parley.persistence.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of deliveries must do. Times are milliseconds of a young epoch. */
public interface WebhookDeliveryRepositoryContract {

    UUID HERE = UUID.randomUUID();
    UUID THERE = UUID.randomUUID();

    Database database();

    @Test
    default void findsWhatDecidesAboutDeliveries() {
        TestOrg org = TestOrg.in(database());
        WebhookKey key = webhook(org, org.bot("ada").id());

        WebhookDelivery found = find(key);

        assertThat(found.webhook().position()).isEqualTo(1000);
        assertThat(found.botName()).isEqualTo("ada");
        assertThat(found.active()).isTrue();
        assertThat(found.admin()).isFalse();
        assertThat(found.epoch()).isEqualTo(TestOrg.EPOCH);
        assertThat(found.leaseOwner()).isNull();
        assertThat(found.isDue(0)).as("a new one is").isTrue();
        assertThat(deliveries()
                        .find(database(), new WebhookKey(TestOrg.in(database()).id(), key.bot()))
                        .block())
                .isNull();
    }

    @Test
    default void onlyActiveBotsOfActiveOrganisationsAreSentAnything() {
        TestOrg org = TestOrg.in(database());
        WebhookKey pending =
                webhook(org, org.bot("p", AuthRole.MEMBER, JoinStatus.PENDING).id());
        WebhookKey admin =
                webhook(org, org.bot("a", AuthRole.ADMIN, JoinStatus.ACTIVE).id());

        assertThat(find(pending).active()).isFalse();
        assertThat(find(admin).active()).isTrue();
        assertThat(find(admin).admin()).isTrue();

        execute(
                "UPDATE orgs SET status = 'suspended' WHERE org_id = $1",
                org.id().value());
        assertThat(find(admin).active()).isFalse();
    }

    @Test
    default void oneNodeDeliversAtATime() {
        WebhookKey key = webhook();
        WebhookDelivery seen = find(key);

        assertThat(claim(seen, HERE, 500)).isTrue();
        assertThat(claim(seen, THERE, 500)).as("it is no longer as it was seen").isFalse();

        WebhookDelivery taken = find(key);
        assertThat(taken.isHeld(HERE, 500)).isTrue();
        assertThat(taken.isHeld(HERE, 501)).isFalse();
        assertThat(taken.isHeld(THERE, 500)).isFalse();
        assertThat(taken.isTaken(THERE, 499)).isTrue();
        assertThat(taken.isTaken(THERE, 500)).isFalse();
        assertThat(taken.isTaken(HERE, 499)).isFalse();
        assertThat(claim(taken, HERE, 900)).as("prolonged").isTrue();
        assertThat(find(key).leasedUntil()).isEqualTo(900);
    }

    @Test
    default void aLeaseIsDueWhenItEnds() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);

        assertThat(due(THERE, 499)).doesNotContain(key);
        assertThat(due(HERE, 499)).doesNotContain(key);
        assertThat(due(THERE, 500)).contains(key);
        assertThat(due(HERE, 500)).contains(key);
    }

    @Test
    default void progressIsStoredWithItsTracks() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        WebhookProgress progress = new WebhookProgress(
                find(key).webhook().id(),
                2000,
                0,
                3,
                40L,
                41L,
                List.of(attempt(1500, 500), attempt(2000, 200)),
                List.of(letter(1500), letter(1600)));

        assertThat(deliveries().advance(database(), key, HERE, progress).block())
                .isTrue();

        WebhookDelivery after = find(key);
        assertThat(after.webhook().position()).isEqualTo(2000);
        assertThat(after.webhook().status()).isEqualTo(new WebhookStatus(40L, 41L, 3));
        assertThat(after.isHeld(HERE, 500)).isTrue();
        assertThat(log().listAttempts(database(), key.org(), key.bot(), null, 10)
                        .block())
                .extracting(WebhookAttempt::position)
                .containsExactly(2000L, 1500L);
        assertThat(letters(key)).containsExactly(1600L, 1500L);
    }

    @Test
    default void nothingIsStoredOfWhatIsOver() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        UUID id = find(key).webhook().id();
        WebhookProgress ours = progress(id, 2000, 0, List.of(letter(1500)));

        assertThat(deliveries().advance(database(), key, THERE, ours).block())
                .as("without the lease")
                .isFalse();
        assertThat(deliveries()
                        .advance(database(), key, HERE, progress(Ids.next(), 2000, 0, List.of(letter(1500))))
                        .block())
                .as("delivery starts anew")
                .isFalse();
        assertThat(find(key).webhook().position()).isEqualTo(1000);
        assertThat(letters(key)).isEmpty();
    }

    @Test
    default void whatWasNeitherTriedNorFailedKeepsItsTimes() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        UUID id = find(key).webhook().id();
        deliveries()
                .advance(database(), key, HERE, new WebhookProgress(id, 1, 0, 0, 40L, 41L, List.of(), List.of()))
                .block();

        deliveries()
                .advance(database(), key, HERE, progress(id, 2, 0, List.of()))
                .block();

        assertThat(find(key).webhook().status()).isEqualTo(new WebhookStatus(40L, 41L, 0));
    }

    @Test
    default void whatIsGivenUpTwiceIsToldOnce() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        WebhookProgress progress = progress(find(key).webhook().id(), 2000, 0, List.of(letter(1500)));

        deliveries().advance(database(), key, HERE, progress).block();
        deliveries().advance(database(), key, HERE, progress).block();

        assertThat(letters(key)).containsExactly(1500L);
    }

    @Test
    default void atRestItWaitsForNews() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);

        assertThat(deliveries()
                        .rest(
                                database(),
                                key,
                                HERE,
                                progress(find(key).webhook().id(), 2000, 0, List.of()))
                        .block())
                .isTrue();

        WebhookDelivery after = find(key);
        assertThat(after.webhook().position()).isEqualTo(2000);
        assertThat(after.webhook().nextAttemptAt()).isEqualTo(WebhookDeliveryRepository.AT_NEWS);
        assertThat(after.leaseOwner()).isNull();
        assertThat(after.isTaken(THERE, 0)).isFalse();
        assertThat(due(HERE, Long.MAX_VALUE - 1)).doesNotContain(key);
    }

    @Test
    default void aNodeThatHoldsItIsToldOfNewsElsewhere() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);

        assertThat(deliveries().nudge(database(), find(key)).block()).isTrue();

        assertThat(due(HERE, 100)).contains(key);
        assertThat(due(THERE, 100)).doesNotContain(key);
        assertThat(find(key).isHeld(HERE, 0)).as("it must look again").isFalse();
    }

    @Test
    default void newsAreNotForgottenByGoingToRest() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        deliveries().nudge(database(), find(key)).block();

        deliveries()
                .rest(database(), key, HERE, progress(find(key).webhook().id(), 2000, 0, List.of()))
                .block();

        assertThat(due(THERE, 100)).contains(key);
    }

    @Test
    default void newsAreNotForgottenByProlonging() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        WebhookDelivery seen = find(key);
        deliveries().nudge(database(), seen).block();

        assertThat(claim(seen, HERE, 900)).isFalse();
    }

    @Test
    default void whatFailedIsDueInItsTime() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);

        deliveries()
                .retryAt(database(), key, HERE, progress(find(key).webhook().id(), 1200, 2, List.of()), 700)
                .block();

        WebhookDelivery after = find(key);
        assertThat(after.webhook().attempts()).isEqualTo(2);
        assertThat(after.leaseOwner()).isNull();
        assertThat(due(THERE, 699)).doesNotContain(key);
        assertThat(due(THERE, 700)).contains(key);
    }

    @Test
    default void whatWaitsAfterFailuresCanBeTriedAtOnce() {
        WebhookKey key = webhook();
        claim(find(key), HERE, 500);
        UUID id = find(key).webhook().id();
        assertThat(recover(key, 499)).as("being tried").isFalse();
        WebhookProgress failed = new WebhookProgress(id, 1200, 9, 10, null, 50L, List.of(), List.of());
        deliveries().retryAt(database(), key, HERE, failed, 10_000).block();

        assertThat(recover(key, 600)).isTrue();

        WebhookDelivery after = find(key);
        assertThat(after.webhook().attempts()).isZero();
        assertThat(after.webhook().status()).isEqualTo(new WebhookStatus(null, 50L, 0));
        assertThat(due(THERE, 600)).contains(key);
        assertThat(recover(key, 600)).as("nothing waits").isFalse();
    }

    @Test
    default void whatIsDueCanBePutOff() {
        WebhookKey key = webhook();

        assertThat(deliveries().postpone(database(), find(key), 800).block()).isTrue();

        assertThat(due(HERE, 799)).doesNotContain(key);
        assertThat(due(HERE, 800)).contains(key);
    }

    @Test
    default void aNodeThatGoesGivesBackWhatItHeld() {
        WebhookKey key = webhook();
        WebhookKey others = webhook();
        WebhookKey waiting = webhook();
        claim(find(key), HERE, 500);
        claim(find(others), THERE, 500);
        claim(find(waiting), HERE, 500);
        deliveries()
                .retryAt(
                        database(),
                        waiting,
                        HERE,
                        progress(find(waiting).webhook().id(), 1, 1, List.of()),
                        400)
                .block();

        deliveries().release(database(), HERE, 500).block();

        assertThat(due(THERE, 100)).contains(key).doesNotContain(others, waiting);
        assertThat(find(others).isHeld(THERE, 500)).isTrue();

        deliveries().releaseAll(database(), 500).block();
        assertThat(due(HERE, 100)).contains(key, others).doesNotContain(waiting);
    }

    @Test
    default void listsAllPageByPage() {
        WebhookKey one = webhook();
        WebhookKey two = webhook();
        List<WebhookKey> all =
                deliveries().list(database(), Optional.empty(), 10_000).block();

        assertThat(all).contains(one, two).doesNotHaveDuplicates();
        int middle = all.size() / 2;
        assertThat(deliveries()
                        .list(database(), Optional.of(all.get(middle)), 10_000)
                        .block())
                .isEqualTo(all.subList(middle + 1, all.size()));
        assertThat(deliveries().list(database(), Optional.empty(), 1).block()).isEqualTo(all.subList(0, 1));
    }

    @Test
    default void listsThoseWhoseJournalHasGoneOn() {
        WebhookKey key = webhook();
        assertThat(behind(0)).doesNotContain(key);

        execute(
                "UPDATE org_positions SET position = 5000 WHERE org_id = $1",
                key.org().value());
        assertThat(behind(0)).contains(key);

        claim(find(key), HERE, 500);
        assertThat(behind(499)).doesNotContain(key);
        assertThat(behind(500)).contains(key);
    }

    @Test
    default void listsWhatIsNew() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();
        org.insert(
                WebhookRepository.INTO,
                Webhook.begin(org.id(), bot, "https://example.org", null, null, 1000, 7_000_000)
                        .row());

        assertThat(deliveries().listCreatedSince(database(), 7_000_000, 100).block())
                .contains(new WebhookKey(org.id(), bot));
        assertThat(deliveries().listCreatedSince(database(), 7_000_001, 100).block())
                .doesNotContain(new WebhookKey(org.id(), bot));
    }

    private static WebhookDeliveryRepository deliveries() {
        return new SqlWebhookDeliveryRepository();
    }

    private static WebhookLogRepository log() {
        return new SqlWebhookLogRepository();
    }

    private List<Long> letters(WebhookKey key) {
        return log().listDeadLetters(database(), key.org(), key.bot(), Long.MAX_VALUE, 10).block().stream()
                .map(WebhookDeadLetter::position)
                .toList();
    }

    private WebhookKey webhook() {
        TestOrg org = TestOrg.in(database());
        return webhook(org, org.bot("ada").id());
    }

    private static WebhookKey webhook(TestOrg org, BotId bot) {
        org.insert(
                WebhookRepository.INTO,
                Webhook.begin(org.id(), bot, "https://example.org", null, null, 1000, 4)
                        .row());
        return new WebhookKey(org.id(), bot);
    }

    private WebhookDelivery find(WebhookKey key) {
        return deliveries().find(database(), key).block();
    }

    private boolean claim(WebhookDelivery seen, UUID node, long until) {
        return deliveries().claim(database(), seen, node, until).block();
    }

    private boolean recover(WebhookKey key, long now) {
        return deliveries().recover(database(), key, now).block();
    }

    private List<WebhookKey> due(UUID node, long now) {
        return deliveries().listDue(database(), node, now, 10_000).block();
    }

    private List<WebhookKey> behind(long now) {
        return deliveries()
                .listBehind(database(), Optional.empty(), now, 10_000)
                .block();
    }

    private void execute(String sql, Object... arguments) {
        database().execute(sql, arguments).block();
    }

    private static WebhookProgress progress(UUID id, long position, int attempts, List<WebhookDeadLetter> letters) {
        return new WebhookProgress(id, position, attempts, 0, null, null, List.of(), letters);
    }

    private static WebhookAttempt attempt(long position, int status) {
        return new WebhookAttempt(Ids.next(), position, "message", 1, status, null, 5, 6);
    }

    private static WebhookDeadLetter letter(long position) {
        return new WebhookDeadLetter(position, "message", 1, 400, "HTTP 400", 7);
    }
}
