package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.session.SqlSessionRepository;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.token.NewToken;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.cluster.BusNotices;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notice.Kind;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.testing.MemoryBus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ends on one node is over on the other at once, or soon if that could not be told. */
class ClusterCredentialsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final ManualClock clock = new ManualClock(1_800_000_000_000L);
    private final MemoryBus bus = new MemoryBus();
    private final RecordingDatabase database = new RecordingDatabase(H2.database());
    private final Node here = new Node();
    private final Node there = new Node();
    private final TestOrg org = TestOrg.in(H2.database());
    private final BotSummary ada = org.bot("ada");
    private final String token = token(ada);

    @Test
    void aTokenThatIsRevokedIsRefusedEverywhere() {
        assertThat(there.call(token)).isEqualTo("ada");
        delete(token);
        assertThat(there.call(token)).as("nobody said so").isEqualTo("ada");

        here.identities.tokenRevoked(Secrets.hash(token));
        UUID id = UUID.randomUUID();
        here.revocations.tokenRevoked(org.id(), id);

        assertRefused(there);
        assertThat(there.closed).containsExactly("token " + id);
        assertThat(here.closed).containsExactly("token " + id);
    }

    @Test
    void aSessionThatEndsIsOverEverywhere() {
        NewSession session = here.sessions.open(SessionOwner.orgAdmin(org.id())).block();
        assertThat(there.sessions.find(session.cookie()).block()).isNotNull();

        here.sessions.end(session.session()).block();

        assertThat(there.sessions.find(session.cookie()).block()).isNull();
        assertThat(there.closed).containsExactly("session " + session.session().ref());
    }

    @Test
    void aBotThatChangesIsSeenAsItIsEverywhere() {
        assertThat(there.call(token)).isEqualTo("ada");
        assertThat(there.identities.bot(org.id(), ada.id()).block().name()).isEqualTo("ada");
        rename("eve");
        here.identities.botChanged(org.id(), ada.id());

        assertThat(there.call(token)).isEqualTo("eve");
        assertThat(there.identities.bot(org.id(), ada.id()).block().name()).isEqualTo("eve");
        assertThat(there.identities.profile(org.id(), ada.id()).block().name()).isEqualTo("eve");
    }

    @Test
    void anOrganisationThatIsSuspendedIsSoEverywhere() {
        assertThat(there.call(token)).isEqualTo("ada");
        H2.database()
                .execute(
                        "UPDATE orgs SET status = 'suspended' WHERE org_id = $1",
                        org.id().value())
                .block();
        here.identities.orgChanged(org.id());
        here.revocations.orgSuspended(org.id());

        assertRefused(there);
        assertThat(there.closed).containsExactly("suspended " + org.id());
    }

    @Test
    void whatCouldNotBeToldIsFoundOut() {
        assertThat(there.call(token)).isEqualTo("ada");
        there.notices.compare(List.of(here.stored()));
        there.bus.deaf(true);
        delete(token);
        here.identities.tokenRevoked(Secrets.hash(token));
        assertThat(there.call(token)).isEqualTo("ada");

        there.notices.compare(List.of(here.stored()));
        there.notices.compare(List.of(here.stored()));
        there.notices.run().block();

        assertRefused(there);
    }

    @Test
    void manyAreLookedUpTogether() {
        List<Caller> callers = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tokens.add(token(org.bot("bot" + i)));
            callers.add(here.authenticate(tokens.get(i)));
        }
        delete(tokens.get(7));
        database.take();

        here.authenticator.lookUp(callers).block();
        assertThat(database.take()).hasSize(1);
        for (int i = 0; i < 100; i++) {
            Caller caller = callers.get(i);
            if (i == 7) {
                assertThatThrownBy(() -> here.authenticator.again(caller).block())
                        .isInstanceOf(HubException.class);
            } else {
                assertThat(here.authenticator.again(caller).block()).isEqualTo(caller);
            }
        }
        assertThat(database.take()).as("it is all known").isEmpty();
    }

    @Test
    void settingsAreTheSameEverywhere() {
        assertThat(there.settings.settings(org.id()).block().messagesPerMinutePerBot())
                .isNotEqualTo(7);
        there.settings.settings(org.id()).block();
        here.notices.tell(Notice.ofOrg(Kind.SETTINGS_CHANGED, org.id()));
        database.take();
        there.settings.settings(org.id()).block();
        assertThat(database.take()).as("it is looked up anew").hasSize(1);
    }

    private void assertRefused(Node node) {
        assertThatThrownBy(() -> node.call(token)).isInstanceOf(HubException.class);
    }

    private void rename(String name) {
        H2.database()
                .execute(
                        "UPDATE bots SET name = $3 WHERE org_id = $1 AND id = $2",
                        org.id().value(),
                        ada.id().value(),
                        name)
                .block();
    }

    private void delete(String secret) {
        H2.database()
                .execute("DELETE FROM tokens WHERE token_hash = $1", Secrets.hash(secret))
                .block();
    }

    private String token(BotSummary bot) {
        String secret = Secrets.botToken();
        H2.database()
                .insert(
                        TokenRepository.INTO,
                        List.<Object[]>of(NewToken.primary(org.id(), bot.id(), Secrets.hash(secret), 0)
                                .row()))
                .block();
        return secret;
    }

    /** What one node knows. */
    private final class Node {

        private final MemoryBus.Node bus = ClusterCredentialsTest.this.bus.join();
        private final Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        private final UUID id = UUID.randomUUID();
        private final BusNotices notices = new BusNotices(id, bus, ticker, new SimpleMeterRegistry());
        private final List<String> closed = new ArrayList<>();
        private final Revocations revocations = new ClusterRevocations(new Closed(), notices);
        private final Identities identities = new Identities(
                database, new SqlTokenRepository(), new SqlBotRepository(), new SqlOrgRepository(), ticker, notices);
        private final Sessions sessions =
                new Sessions(new SqlSessionRepository(database), revocations, clock, ticker, notices);
        private final OrgSettingsCache settings =
                new OrgSettingsCache(database, new SqlOrgSettingsRepository(), ticker, notices);
        private final LastSeen lastSeen =
                new LastSeen(database, new SqlBotRepository(), new SqlTokenRepository(), identities);
        private final HubAuthenticator authenticator =
                new HubAuthenticator(identities, sessions, lastSeen, clock, false);

        dev.parley.persistence.node.Node stored() {
            return new dev.parley.persistence.node.Node(id, 1, notices.told(), 0);
        }

        /** The name of the bot that calls. */
        String call(String secret) {
            return ((Caller.Bot) authenticate(secret)).botName();
        }

        Caller authenticate(String secret) {
            return authenticator
                    .authenticate(new Credentials(Optional.empty(), Optional.of(secret), Optional.empty()))
                    .block();
        }

        private final class Closed implements Revocations {

            @Override
            public void sessionEnded(OrgId of, String ref) {
                closed.add("session " + ref);
            }

            @Override
            public void tokenRevoked(OrgId of, UUID id) {
                closed.add("token " + id);
            }

            @Override
            public void botDeleted(OrgId of, BotId bot) {
                closed.add("deleted " + bot);
            }

            @Override
            public void orgSuspended(OrgId of) {
                closed.add("suspended " + of);
            }
        }
    }
}
