package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes of refused connections; those of open ones are tested where the reason is. */
class CloseCodesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @ParameterizedTest
    @CsvSource({
        "AUTH_REQUIRED, 4001",
        "INVALID_TICKET, 4001",
        "INVALID_TOKEN, 4001",
        "TOKEN_EXPIRED, 4001",
        "SESSION_INVALID, 4002",
        "ORG_MISMATCH, 4003",
        "ORG_SUSPENDED, 4100",
        "ORG_INACTIVE, 4100",
        "ORG_DESTROYED, 4101",
        "BOT_NOT_ACTIVE, 4403",
        "OVERLOADED, 1013",
        "STORAGE_UNAVAILABLE, 1013",
        "INTERNAL_ERROR, 1011"
    })
    void everyRefusalHasItsCode(ErrorCode code, int close) {
        assertThat(CloseCodes.of(HubError.of(code, "no")).code()).isEqualTo(close);
    }

    @Test
    void whoeverWaitsForApprovalIsToldSo() {
        HubError waits = HubError.of(ErrorCode.BOT_NOT_ACTIVE, "no").with("join_status", "pending");
        assertThat(CloseCodes.of(waits)).isEqualTo(new Close(4403, "bot_pending_approval"));
    }

    @Test
    void aTicketOfABotThatWasRejectedMeanwhileLetsNobodyIn() {
        TestOrg org = HUB.org();
        TestBot bot = org.bot("alice");
        String ticket = bot.http().post("/api/ws-ticket").json().path("ticket").asString();
        org.admin().patch("/api/org/bots/" + bot.id() + "/status", Fields.of("status", "rejected"));

        assertThat(bot.http().connect(ticket).closed()).isEqualTo(new HubSocket.Close(4403, "bot_rejected"));
        assertThat(bot.http().post("/api/ws-ticket").json().path("code").asString())
                .isEqualTo("BOT_NOT_ACTIVE");
    }

    @Test
    void aBotThatWaitsForApprovalGetsNoTicket() {
        TestOrg org = HUB.org();
        org.admin().patch("/api/org/settings", Fields.of("join_approval_required", true));
        assertThat(org.bot("alice")
                        .http()
                        .post("/api/ws-ticket")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("BOT_NOT_ACTIVE");
    }
}
