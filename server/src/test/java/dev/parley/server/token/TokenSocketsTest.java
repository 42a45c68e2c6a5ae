package dev.parley.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokenSocketsTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    @Timeout(5)
    void aRevokedTokenLosesItsSockets() {
        TestBot bot = HUB.org().bot("scribe");
        Answer made = bot.http().post("/api/me/tokens", Fields.of("scopes", List.of("full")));
        String token = made.json().path("token").asString();
        HubClient session = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", token)));
        HubSocket own = bot.connect();
        HubSocket scoped = HUB.client().withToken(token).connect();
        HubSocket ofSession = session.connect();

        bot.http().delete("/api/me/tokens/" + made.json().path("id").asString());

        assertThat(scoped.closed().code()).isEqualTo(4001);
        assertThat(ofSession.closed().code()).isEqualTo(4002);
        own.send(Fields.of("type", "ping"));
        assertThat(own.next("pong")).isNotNull();
        own.close();
    }
}
