package dev.parley.server.auth;

import static dev.parley.server.testing.Refusals.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

class WsTicketRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private IdentityHub hub;
    private IdentityHub.NewOrg org;

    @BeforeEach
    void start() {
        hub = IdentityHub.on(H2.database());
        org = hub.org();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aTokensTicketStandsForItsBotOnce() {
        IdentityHub.NewBot bot = org.bot("scribe");

        Api.Answer answer = bot.api().post("/api/ws-ticket");

        assertThat(answer.fields()).containsExactly("ticket", "expires_in");
        assertThat(answer.field("ticket")).matches("[0-9a-f]{48}");
        assertThat(answer.field("expires_in")).isEqualTo("30");
        StepVerifier.create(hub.wsTickets.admit(answer.field("ticket")))
                .assertNext(caller -> {
                    assertThat(((Caller.Bot) caller).bot())
                            .isEqualTo(BotId.parse(bot.id).orElseThrow());
                    assertThat(caller.session()).isEmpty();
                })
                .verifyComplete();
        StepVerifier.create(hub.wsTickets.admit(answer.field("ticket")))
                .verifyErrorSatisfies(refusedWith(ErrorCode.INVALID_TICKET));
    }

    @Test
    void aSessionsTicketStandsForItsOwner() {
        String ticket = org.admin().post("/api/ws-ticket").field("ticket");

        StepVerifier.create(hub.wsTickets.admit(ticket))
                .assertNext(caller -> {
                    assertThat(((Caller.OrgAdmin) caller).org()).isEqualTo(org.orgId());
                    assertThat(caller.session()).isPresent();
                })
                .verifyComplete();
    }

    @Test
    void aTicketIsGoodForHalfAMinute() {
        IdentityHub.NewBot bot = org.bot("scribe");
        String used = bot.api().post("/api/ws-ticket").field("ticket");
        String late = bot.api().post("/api/ws-ticket").field("ticket");

        hub.clock.advance(Duration.ofSeconds(29));
        StepVerifier.create(hub.wsTickets.admit(used)).expectNextCount(1).verifyComplete();
        hub.clock.advance(Duration.ofSeconds(1));
        StepVerifier.create(hub.wsTickets.admit(late)).verifyErrorSatisfies(refusedWith(ErrorCode.INVALID_TICKET));
    }

    @Test
    void aTicketWhoseSessionHasEndedLetsNobodyIn() {
        Api admin = org.admin();
        String ticket = admin.post("/api/ws-ticket").field("ticket");
        admin.post("/api/auth/logout");

        StepVerifier.create(hub.wsTickets.admit(ticket)).verifyErrorSatisfies(refusedWith(ErrorCode.SESSION_INVALID));
    }

    @Test
    void aTicketWhoseOrgWasSuspendedMeanwhileLetsNobodyIn() {
        String ticket = org.bot("scribe").api().post("/api/ws-ticket").field("ticket");
        hub.suspend(org);

        StepVerifier.create(hub.wsTickets.admit(ticket)).verifyErrorSatisfies(refusedWith(ErrorCode.ORG_SUSPENDED));
    }

    @Test
    void aSuperAdminGetsNone() {
        assertThat(hub.superAdmin().post("/api/ws-ticket").outcome()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void nobodyElseGetsOne() {
        assertThat(hub.api().post("/api/ws-ticket").outcome()).isEqualTo("401 AUTH_REQUIRED");
        assertThat(hub.api().withToken("bot_0").post("/api/ws-ticket").outcome())
                .isEqualTo("401 INVALID_TOKEN");
    }
}
