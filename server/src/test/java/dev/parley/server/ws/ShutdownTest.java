package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hub that stops says goodbye to everybody, also to those who have just come. */
class ShutdownTest {

    private static final int SOCKETS = 20;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void everySocketIsTold() {
        TestBot bot = HUB.org().bot("crowd");
        List<String> tickets = IntStream.range(0, SOCKETS)
                .mapToObj(i ->
                        bot.http().post("/api/ws-ticket").json().path("ticket").asString())
                .toList();
        List<HubSocket> sockets = tickets.stream().map(bot.http()::connect).toList();
        HUB.hub().close();
        assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.closed().code()).isEqualTo(1001));
    }
}
