package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A socket lives no longer than the credential it was opened with. */
class SocketCredentialsTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestBot bot = HUB.org().bot("worker");

    @Test
    void aTokenThatExpiresClosesItsSockets() {
        try (HubSocket ofBot = bot.connect()) {
            HubSocket ofToken = client(token("expires_in", 1_500)).connect();

            assertThat(ofToken.closed().code()).isEqualTo(4001);

            ofBot.send(Fields.of("type", "ping"));
            assertThat(ofBot.next("pong")).isNotNull();
        }
    }

    /** The revocation may come before the socket's ticket is looked at, while it is being opened, or when it is open. */
    @RepeatedTest(20)
    void aTokenThatIsRevokedWhileItsSocketOpensLeavesNoSocket() {
        Answer token = token();
        String ticket =
                client(token).post("/api/ws-ticket").json().path("ticket").asString();
        CompletableFuture<HubSocket> opening =
                CompletableFuture.supplyAsync(() -> HUB.client().connect(ticket));

        revoke(token);

        assertThat(opening.join().closed().code()).isEqualTo(4001);
    }

    @RepeatedTest(20)
    void aSessionThatEndsWhileItsSocketOpensLeavesNoSocket() {
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", bot.token())));
        String ticket = owner.post("/api/ws-ticket").json().path("ticket").asString();
        CompletableFuture<HubSocket> opening =
                CompletableFuture.supplyAsync(() -> HUB.client().connect(ticket));

        assertThat(owner.post("/api/auth/logout").status()).isEqualTo(200);

        assertThat(opening.join().closed().code()).isEqualTo(4002);
    }

    private Answer token(Object... more) {
        Map<String, Object> body = Fields.of("scopes", List.of("full"));
        body.putAll(Fields.of(more));
        return bot.http().post("/api/me/tokens", body);
    }

    private static HubClient client(Answer token) {
        return HUB.client().withToken(token.json().path("token").asString());
    }

    private void revoke(Answer token) {
        String id = token.json().path("id").asString();
        assertThat(bot.http().delete("/api/me/tokens/" + id).status()).isEqualTo(200);
    }
}
