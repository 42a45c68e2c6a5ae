package dev.parley.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(10)
class SessionSocketsTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void whoeverIsLoggedOutLosesTheSocket() {
        TestOrg org = HUB.org();
        TestBot bot = org.bot("scribe");
        HubSocket evicted = owner(bot).connect();
        HubSocket own = bot.connect();
        String ref =
                org.admin().get("/api/org/sessions").json().at("/items/0/ref").asString();

        org.admin().delete("/api/org/sessions/" + ref);

        assertThat(evicted.closed().code()).isEqualTo(4002);
        assertAlive(own);
        own.close();
    }

    @Test
    void theSixthLoginTakesTheOldestSessionsSocketAndNoOther() {
        TestBot bot = HUB.org().bot("scribe");
        HubSocket own = bot.connect();
        List<HubSocket> sockets = new ArrayList<>();
        for (int login = 0; login < 5; login++) {
            sockets.add(owner(bot).connect());
        }
        sockets.forEach(SessionSocketsTest::assertAlive);

        HubClient sixth = owner(bot);

        assertThat(sockets.remove(0).closed().code()).isEqualTo(4002);
        sockets.forEach(SessionSocketsTest::assertAlive);
        sockets.forEach(HubSocket::close);
        assertAlive(own);
        own.close();
        assertThat(sixth.get("/api/me").status()).isEqualTo(200);
    }

    private static HubClient owner(TestBot bot) {
        return HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", bot.token())));
    }

    private static void assertAlive(HubSocket socket) {
        socket.send(Fields.of("type", "ping"));
        assertThat(socket.next("pong")).isNotNull();
    }
}
