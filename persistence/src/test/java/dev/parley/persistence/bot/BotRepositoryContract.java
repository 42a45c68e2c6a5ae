package dev.parley.persistence.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every store of bots must do. */
public interface BotRepositoryContract {

    Database database();

    @Test
    default void findsABotAsItWasRegistered() {
        TestOrg org = TestOrg.in(database());
        Bot plain = bot(org.id(), "plain", null);
        Bot full = fullBot(org.id());
        register(plain, full);

        assertThat(bots().find(database(), org.id(), plain.id()).block()).isEqualTo(plain);
        assertThat(bots().find(database(), org.id(), full.id()).block()).isEqualTo(full);
        BotSummary summary = new BotSummary(full.id(), "Full", AuthRole.ADMIN, JoinStatus.PENDING);
        assertThat(bots().findSummary(database(), org.id(), full.id()).block()).isEqualTo(summary);
        assertThat(bots().findSummary(database(), org.id(), "Full").block()).isEqualTo(summary);
        assertThat(bots().findSummary(database(), org.id(), "full").block())
                .as("names are exact")
                .isNull();
    }

    @Test
    default void anotherOrganisationSeesNothing() {
        TestOrg org = TestOrg.in(database());
        OrgId other = TestOrg.in(database()).id();
        BotSummary bot = org.bot("scribe", AuthRole.ADMIN, JoinStatus.ACTIVE);

        assertThat(bots().find(database(), other, bot.id()).block()).isNull();
        assertThat(bots().findSummary(database(), other, bot.id()).block()).isNull();
        assertThat(bots().findSummary(database(), other, "scribe").block()).isNull();
        assertThat(bots().list(database(), other).block()).isEmpty();
        assertThat(bots().listActiveAdmins(database(), other).block()).isEmpty();
        bots().updateLastSeen(database(), other, Map.of(bot.id(), 5L)).block();
        assertThat(lastSeen(org.id(), bot.id())).isNull();
    }

    @Test
    default void findsManyBotsAtOnce() {
        TestOrg org = TestOrg.in(database());
        BotSummary first = org.bot("first");
        BotSummary second = org.bot("second");
        TestOrg other = TestOrg.in(database());
        BotSummary foreign = other.bot("first");

        assertThat(bots().listSummaries(
                                database(), org.id(), List.of(first.id(), second.id(), foreign.id(), BotId.next()))
                        .block())
                .containsExactlyInAnyOrder(first, second);
        assertThat(bots().listSummariesByName(database(), org.id(), List.of("first", "FIRST", "none"))
                        .block())
                .containsExactly(first);
        assertThat(bots().listSummaries(database(), org.id(), List.of()).block())
                .isEmpty();
    }

    @Test
    default void aNameIsTakenOncePerOrganisation() {
        TestOrg acme = TestOrg.in(database());
        acme.bot("scribe");
        TestOrg.in(database()).bot("scribe");

        StepVerifier.create(database().insert(BotRepository.INTO, rows(bot(acme.id(), "scribe", null))))
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(StorageException.class, storage -> assertThat(storage.kind())
                                .isEqualTo(StorageException.Kind.DUPLICATE_KEY)));
    }

    @Test
    default void listsBotsByNameUpperCaseFirst() {
        TestOrg org = TestOrg.in(database());
        List.of("b", "_", "B", "a-1", "a", "10").forEach(org::bot);

        assertThat(bots().list(database(), org.id()).block())
                .extracting(Bot::name)
                .containsExactly("10", "B", "_", "a", "a-1", "b");
    }

    @Test
    default void pagesThroughBotsByTheirIds() {
        TestOrg org = TestOrg.in(database());
        BotSummary first = org.bot("first");
        BotSummary second = org.bot("Second");
        BotSummary third = org.bot("th_ird");
        TestOrg.in(database()).bot("stranger");

        assertThat(page(org, null, null, 2)).containsExactly(first.id(), second.id());
        assertThat(page(org, second.id(), null, 2)).containsExactly(third.id());
        assertThat(page(org, third.id(), null, 2)).isEmpty();
        assertThat(page(org, null, "SEC", 9)).as("in any case").containsExactly(second.id());
        assertThat(page(org, null, "_", 9)).as("no wildcard").containsExactly(third.id());
        assertThat(page(org, null, "%", 9)).isEmpty();
    }

    @Test
    default void onlyActiveAdminsAreListedAsSuch() {
        TestOrg org = TestOrg.in(database());
        org.bot("member");
        org.bot("rejected", AuthRole.ADMIN, JoinStatus.REJECTED);
        BotSummary admin = org.bot("admin", AuthRole.ADMIN, JoinStatus.ACTIVE);

        assertThat(bots().listActiveAdmins(database(), org.id()).block()).containsExactly(admin.id());
    }

    @Test
    default void aDeletedNameStaysTakenInItsOrganisation() {
        TestOrg org = TestOrg.in(database());
        org.insert(
                Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at"),
                org.id().value(),
                "gone",
                1L);

        assertThat(bots().isTombstoned(database(), org.id(), "gone").block()).isTrue();
        assertThat(bots().isTombstoned(database(), org.id(), "Gone").block()).isFalse();
        assertThat(bots().isTombstoned(database(), TestOrg.in(database()).id(), "gone")
                        .block())
                .isFalse();
    }

    @Test
    default void seenBotsAreNotedTogetherAndTimeDoesNotRunBackwards() {
        TestOrg org = TestOrg.in(database());
        BotId first = org.bot("first").id();
        BotId second = org.bot("second").id();
        BotId third = org.bot("third").id();

        assertThat(bots().updateLastSeen(database(), org.id(), Map.of(first, 10L, second, 20L))
                        .block())
                .isEqualTo(2);
        assertThat(bots().updateLastSeen(database(), org.id(), Map.of(first, 15L, second, 15L))
                        .block())
                .isEqualTo(1);

        assertThat(lastSeen(org.id(), first)).isEqualTo(15);
        assertThat(lastSeen(org.id(), second)).isEqualTo(20);
        assertThat(lastSeen(org.id(), third)).isNull();
    }

    private Long lastSeen(OrgId org, BotId bot) {
        return bots().find(database(), org, bot).block().lastSeenAt();
    }

    private List<BotId> page(TestOrg org, BotId after, String search, int limit) {
        BotPage page = new BotPage(Optional.ofNullable(after), Optional.ofNullable(search), limit);
        return bots().list(database(), org.id(), page).block().stream()
                .map(Bot::id)
                .toList();
    }

    private void register(Bot... all) {
        for (Bot bot : all) {
            database().insert(BotRepository.INTO, rows(bot)).block();
        }
    }

    private static List<Object[]> rows(Bot bot) {
        return Collections.singletonList(new NewBot(bot).row());
    }

    private static Bot bot(OrgId org, String name, String version) {
        return new Bot(
                BotId.next(),
                org,
                name,
                AuthRole.MEMBER,
                false,
                null,
                7,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                version,
                null,
                JoinStatus.ACTIVE);
    }

    private static Bot fullBot(OrgId org) {
        return new Bot(
                BotId.next(),
                org,
                "Full",
                AuthRole.ADMIN,
                false,
                8L,
                7,
                new RawJson("[1,null,\"ä\"]"),
                "bio",
                "role",
                "function",
                "team",
                List.of("a", "b,c"),
                List.of(),
                new RawJson("{\"a\":{\"b\":[1]}}"),
                "status",
                "Europe/Berlin",
                "9-5",
                "2.0",
                "jvm",
                JoinStatus.PENDING);
    }

    private static BotRepository bots() {
        return new SqlBotRepository();
    }
}
