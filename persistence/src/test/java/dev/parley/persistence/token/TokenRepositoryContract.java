package dev.parley.persistence.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.org.OrgStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of tokens must do. */
public interface TokenRepositoryContract {

    Database database();

    @Test
    default void findsWhomATokenStandsForAndWhetherTheyMayAct() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe", AuthRole.ADMIN, JoinStatus.PENDING);
        String hash = hash();
        insert(NewToken.primary(org.id(), bot.id(), hash, 5));

        TokenHolder holder = find(hash);

        assertThat(holder.primary()).isTrue();
        assertThat(holder.scopes()).containsExactly(Scope.FULL);
        assertThat(holder.bot()).isEqualTo(bot);
        assertThat(holder.org()).isEqualTo(org.id());
        assertThat(holder.orgStatus()).isEqualTo(OrgStatus.ACTIVE);
        assertThat(holder.isExpired(Long.MAX_VALUE)).isFalse();
    }

    @Test
    default void aScopedTokenHasItsScopesAndItsEnd() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        String hash = hash();
        List<Scope> scopes = List.of(Scope.THREAD, Scope.READ, Scope.THREAD);
        insert(NewToken.scoped(org.id(), bot.id(), new ScopedToken(Ids.next(), hash, scopes, null, 100L, 5, null)));

        TokenHolder holder = find(hash);

        assertThat(holder.primary()).isFalse();
        assertThat(holder.scopes()).isEqualTo(scopes);
        assertThat(holder.isExpired(100)).isFalse();
        assertThat(holder.isExpired(101)).isTrue();
    }

    @Test
    default void anUnknownTokenAndOneWithoutItsBotStandForNobody() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        String hash = hash();
        insert(NewToken.primary(org.id(), bot.id(), hash, 5));
        org.forget(bot.id());

        assertThat(find(hash)).isNull();
        assertThat(find(hash())).isNull();
    }

    @Test
    default void listsTheScopedTokensOfOneBotNewestFirst() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        insert(NewToken.primary(org.id(), bot.id(), hash(), 5));
        ScopedToken first = insert(org, bot, token("first", null));
        ScopedToken second = insert(org, bot, token(null, 900L));
        insert(org, org.bot("other"), token("of another bot", null));

        assertThat(list(org, bot)).containsExactly(second, first);
        assertThat(list(TestOrg.in(database()), bot)).isEmpty();
    }

    @Test
    default void findsAScopedTokenOfItsBotAlone() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        NewToken primary = NewToken.primary(org.id(), bot.id(), hash(), 5);
        insert(primary);
        ScopedToken token = insert(org, bot, token("mine", null));

        assertThat(findScoped(org, bot, token.id())).isEqualTo(token);
        assertThat(findScoped(org, bot, primary.id())).isNull();
        assertThat(findScoped(org, org.bot("other"), token.id())).isNull();
        assertThat(findScoped(TestOrg.in(database()), bot, token.id())).isNull();
    }

    @Test
    default void aTokenIsDeletedOnceAndInItsOwnOrganisation() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        ScopedToken token = insert(org, bot, token("mine", null));

        assertThat(tokens().delete(database(), OrgId.next(), token).block()).isFalse();
        assertThat(tokens().delete(database(), org.id(), token).block()).isTrue();
        assertThat(tokens().delete(database(), org.id(), token).block()).isFalse();
        assertThat(list(org, bot)).isEmpty();
    }

    @Test
    default void removesTheExpiredTokensOfABotOrOfAll() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        BotSummary other = org.bot("other");
        ScopedToken endless = insert(org, bot, token("endless", null));
        ScopedToken lasting = insert(org, bot, token("lasting", 100L));
        insert(org, bot, token("expired", 99L));
        ScopedToken ofAnother = insert(org, other, token("expired too", 99L));

        tokens().deleteExpired(database(), org.id(), bot.id(), 100).block();
        assertThat(list(org, bot)).containsExactly(lasting, endless);
        assertThat(list(org, other)).containsExactly(ofAnother);

        tokens().deleteExpired(database(), 100).block();
        assertThat(list(org, bot)).containsExactly(lasting, endless);
        assertThat(list(org, other)).isEmpty();
    }

    @Test
    default void theLatestUseIsKept() {
        TestOrg org = TestOrg.in(database());
        BotSummary bot = org.bot("scribe");
        ScopedToken used = insert(org, bot, token("used", null));
        ScopedToken unused = insert(org, bot, token("unused", null));

        tokens().updateLastUsed(database(), org.id(), Map.of(used.hash(), 50L, "unknown", 50L))
                .block();
        tokens().updateLastUsed(database(), org.id(), Map.of(used.hash(), 40L)).block();
        tokens().updateLastUsed(database(), OrgId.next(), Map.of(used.hash(), 90L))
                .block();

        assertThat(list(org, bot)).containsExactly(unused, used.usedAt(50L));
    }

    private TokenRepository tokens() {
        return new SqlTokenRepository();
    }

    private ScopedToken insert(TestOrg org, BotSummary bot, ScopedToken token) {
        insert(NewToken.scoped(org.id(), bot.id(), token));
        return token;
    }

    private static ScopedToken token(String label, Long expiresAt) {
        return new ScopedToken(Ids.next(), hash(), List.of(Scope.READ, Scope.READ), label, expiresAt, 7, null);
    }

    private List<ScopedToken> list(TestOrg org, BotSummary bot) {
        return tokens().listScoped(database(), org.id(), bot.id()).block();
    }

    private ScopedToken findScoped(TestOrg org, BotSummary bot, UUID id) {
        return tokens().findScoped(database(), org.id(), bot.id(), id).block();
    }

    @Test
    default void aTokenOfADestroyedOrganisationStandsForNobody() {
        TestOrg org = TestOrg.in(database());
        String hash = hash();
        insert(NewToken.primary(org.id(), org.bot("scribe").id(), hash, 5));

        assertThat(database()
                        .transaction(queries -> new SqlOrgRepository().markDestroyed(queries, org.id()))
                        .block())
                .isTrue();

        assertThat(find(hash)).isNull();
    }

    private static String hash() {
        return UUID.randomUUID().toString();
    }

    private void insert(NewToken token) {
        database()
                .insert(TokenRepository.INTO, Collections.singletonList(token.row()))
                .block();
    }

    private TokenHolder find(String hash) {
        return new SqlTokenRepository().findHolder(database(), hash).block();
    }
}
