package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.auth.TokenInfo;
import dev.parley.server.fanout.Fanout;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocketRevocationsTest {

    private static final OrgId ORG = OrgId.next();
    private static final BotId BOT = BotId.next();

    private final Fanout fanout = new Fanout(new SimpleMeterRegistry());
    private final SocketRevocations revocations = new SocketRevocations(fanout);
    private final UUID token = Ids.next();
    private final EmbeddedSocket revoked = socket(withToken(token));
    private final EmbeddedSocket otherToken = socket(withToken(Ids.next()));
    private final EmbeddedSocket owner = socket(inSession("ref-1"));
    private final EmbeddedSocket otherOwner = socket(inSession("ref-2"));

    @Test
    void aTokenTakesItsOwnConnectionsAlong() {
        revocations.tokenRevoked(OrgId.next(), token);
        assertThat(revoked.closed()).as("another organisation's").isNull();

        revocations.tokenRevoked(ORG, token);

        assertThat(revoked.closed()).isEqualTo(CloseCodes.TOKEN_GONE);
        assertThat(otherToken.closed()).isNull();
        assertThat(owner.closed()).as("sessions go on").isNull();
    }

    @Test
    void aSessionTakesItsOwnConnectionsAlong() {
        revocations.sessionEnded(ORG, "ref-1");

        assertThat(owner.closed()).isEqualTo(CloseCodes.SESSION_ENDED);
        assertThat(otherOwner.closed()).isNull();
        assertThat(revoked.closed()).isNull();
    }

    @Test
    void aBotTakesAllItsConnectionsAlong() {
        revocations.botDeleted(ORG, BotId.next());
        assertThat(revoked.closed()).isNull();

        revocations.botDeleted(ORG, BOT);

        assertThat(revoked.closed()).isEqualTo(CloseCodes.BOT_DELETED);
        assertThat(otherOwner.closed()).isEqualTo(CloseCodes.BOT_DELETED);
    }

    private EmbeddedSocket socket(Caller caller) {
        return new EmbeddedSocket(fanout, ORG, caller);
    }

    private static Caller withToken(UUID id) {
        TokenInfo info = new TokenInfo(id, "hash", OptionalLong.empty());
        return new Caller.Bot(
                ORG, BOT, "bot", AuthRole.MEMBER, Set.of(Scope.FULL), Optional.empty(), Optional.of(info));
    }

    private static Caller inSession(String ref) {
        SessionInfo info = new SessionInfo("id " + ref, ref, Optional.empty(), Instant.MAX);
        return new Caller.Bot(
                ORG, BOT, "bot", AuthRole.MEMBER, Set.of(Scope.FULL), Optional.of(info), Optional.empty());
    }
}
