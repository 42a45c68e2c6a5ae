package dev.parley.persistence.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.org.OrgStatus;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
        insert(new NewToken(org.id(), bot.id(), hash, false, scopes, 5));
        database()
                .execute("UPDATE tokens SET expires_at = 100 WHERE token_hash = $1", hash)
                .block();

        TokenHolder holder = find(hash);

        assertThat(holder.primary()).isFalse();
        assertThat(holder.scopes()).isEqualTo(Set.of(Scope.READ, Scope.THREAD));
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
