package dev.parley.persistence.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.JoinRequestRepository;
import dev.parley.persistence.token.NewToken;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookAttempt;
import dev.parley.persistence.webhook.WebhookDeadLetter;
import dev.parley.persistence.webhook.WebhookLogRepository;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.JoinRequestStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every store must do when bots change. */
public interface BotChangeRepositoryContract {

    Database database();

    @Test
    default void storesAProfileAndNothingElse() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        Bot before = find(org, ada.id());
        Bot full = profile(before, "text", List.of("a", "b,c"), new RawJson("{\"a\":[1]}"));

        changes().updateProfile(database(), full).block();
        assertThat(find(org, ada.id())).isEqualTo(full);
        assertThat(find(org, bob.id()).bio()).isNull();

        changes().updateProfile(database(), profile(full, null, null, null)).block();
        assertThat(find(org, ada.id())).isEqualTo(before);
    }

    @Test
    default void aNewNameIsTheOnlyOne() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        org.bot("bob");

        changes().rename(database(), org.id(), ada.id(), "Ada").block();
        assertThat(bots().findSummary(database(), org.id(), "ada").block()).isNull();
        assertThat(bots().findSummary(database(), org.id(), "Ada").block().id()).isEqualTo(ada.id());
        assertThat(bots().find(database(), org.id(), "Ada").block().id()).isEqualTo(ada.id());
        StepVerifier.create(changes().rename(database(), org.id(), ada.id(), "bob"))
                .verifyErrorSatisfies(error ->
                        assertThat(((StorageException) error).kind()).isEqualTo(StorageException.Kind.DUPLICATE_KEY));
    }

    @Test
    default void aDecisionIsKeptWithWhoMadeIt() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada", AuthRole.MEMBER, JoinStatus.PENDING).id();
        assertThat(decision(org.id(), bot)).isEqualTo(new JoinDecision(JoinStatus.PENDING, null, null, null));

        JoinDecision rejected = new JoinDecision(JoinStatus.REJECTED, "session:0123456789abcdef", 7L, "läuft nicht");
        changes().changeJoinStatus(database(), org.id(), bot, rejected).block();
        assertThat(decision(org.id(), bot)).isEqualTo(rejected);
        assertThat(find(org, bot).joinStatus()).isEqualTo(JoinStatus.REJECTED);

        JoinDecision approved = new JoinDecision(JoinStatus.ACTIVE, "bot:x", 8L, null);
        changes().changeJoinStatus(database(), org.id(), bot, approved).block();
        assertThat(decision(org.id(), bot)).isEqualTo(approved);
    }

    @Test
    default void aRoleChanges() {
        TestOrg org = TestOrg.in(database());
        BotId bot = org.bot("ada").id();

        changes().changeRole(database(), org.id(), bot, AuthRole.ADMIN).block();
        assertThat(find(org, bot).authRole()).isEqualTo(AuthRole.ADMIN);
    }

    @Test
    default void aDeletedBotLeavesItsNameAndWhatBelongsToOthers() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        equip(org, ada);
        equip(org, bob);

        changes()
                .delete(database(), org.id(), new BotChangeRepository.BotRemoval(ada.id(), "ada"), 77)
                .block();

        assertThat(bots().findSummary(database(), org.id(), ada.id()).block()).isNull();
        assertThat(bots().isTombstoned(database(), org.id(), "ada").block()).isTrue();
        assertThat(bots().isTombstoned(database(), org.id(), "bob").block()).isFalse();
        for (String table :
                List.of("members", "join_requests", "tokens", "webhooks", "webhook_attempts", "webhook_dead_letters")) {
            assertThat(owners(table, org)).as(table).containsExactly(bob.id().value());
        }
    }

    @Test
    default void anotherOrganisationsBotsStayAsTheyAre() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        equip(org, ada);
        Bot before = find(org, ada.id());
        OrgId other = TestOrg.in(database()).id();

        changes().rename(database(), other, ada.id(), "eve").block();
        changes().changeRole(database(), other, ada.id(), AuthRole.ADMIN).block();
        changes()
                .changeJoinStatus(database(), other, ada.id(), new JoinDecision(JoinStatus.REJECTED, null, null, null))
                .block();
        changes()
                .delete(database(), other, new BotChangeRepository.BotRemoval(ada.id(), "ada"), 77)
                .block();

        assertThat(decision(other, ada.id())).isNull();
        assertThat(find(org, ada.id())).isEqualTo(before);
        assertThat(owners("tokens", org)).hasSize(1);
        assertThat(bots().isTombstoned(database(), org.id(), "ada").block()).isFalse();
    }

    private JoinDecision decision(OrgId org, BotId bot) {
        return changes().findJoinDecision(database(), org, bot).block();
    }

    private Bot find(TestOrg org, BotId bot) {
        return bots().find(database(), org.id(), bot).block();
    }

    private List<UUID> owners(String table, TestOrg org) {
        String sql = "SELECT bot_id FROM " + table + " WHERE org_id = $1 LIMIT 9";
        return database().list(sql, row -> row.uuid("bot_id"), org.id().value()).block();
    }

    /** Gives a bot one of everything. */
    private static void equip(TestOrg org, BotSummary bot) {
        ThreadId thread = ThreadId.next();
        org.insert(MemberRepository.INTO, MemberRepository.joined(org.id(), thread.value(), bot.id(), 5, null));
        org.insert(
                JoinRequestRepository.INTO,
                JoinRequestRepository.row(
                        org.id(),
                        new JoinRequest(
                                JoinRequestId.next(),
                                thread,
                                bot.id(),
                                JoinRequestStatus.PENDING,
                                5,
                                null,
                                null,
                                bot.name())));
        org.insert(
                TokenRepository.INTO,
                NewToken.primary(org.id(), bot.id(), UUID.randomUUID().toString(), 5)
                        .row());
        org.insert(
                WebhookRepository.INTO,
                Webhook.begin(org.id(), bot.id(), "https://example.org", null, null, 5, 5)
                        .row());
        org.insert(
                WebhookLogRepository.ATTEMPTS,
                new WebhookAttempt(Ids.next(), 5, "message", 1, 200, null, 5, 5).row(org.id(), bot.id()));
        org.insert(
                WebhookLogRepository.DEAD_LETTERS,
                new WebhookDeadLetter(5, "message", 1, 403, "refused", 5).row(org.id(), bot.id()));
    }

    private static Bot profile(Bot bot, String text, List<String> texts, RawJson json) {
        return new Bot(
                bot.id(),
                bot.orgId(),
                bot.name(),
                bot.authRole(),
                bot.online(),
                bot.lastSeenAt(),
                bot.createdAt(),
                bot.metadata(),
                text,
                text,
                text,
                text,
                texts,
                texts,
                json,
                text,
                text,
                text,
                text,
                text,
                bot.joinStatus());
    }

    private static BotRepository bots() {
        return new SqlBotRepository();
    }

    private static BotChangeRepository changes() {
        return new SqlBotChangeRepository();
    }
}
