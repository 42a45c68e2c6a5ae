package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A bot is online while it is connected with a token, whatever its owner's dashboard does. */
class PresenceTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();
    private final TestBot bot = org.bot("alice");
    private final HubSocket watcher = org.admin().connect();

    @AfterEach
    void leave() {
        watcher.close();
    }

    @Test
    void aBotThatConnectsWhileItsDashboardIsOpenComesOnline() {
        try (HubSocket dashboard = connect(owner())) {
            assertThat(isOnline()).isFalse();
            try (HubSocket own = connect(bot.http())) {
                assertHears("bot_online");
                assertThat(isOnline()).isTrue();
                assertAlive(own);
            }
            assertHears("bot_offline");
            assertThat(isOnline()).isFalse();
            assertAlive(dashboard);
        }
    }

    @Test
    void aDashboardComesAndGoesUnnoticed() {
        connect(owner()).close();
        HubSocket own = connect(bot.http());
        assertHears("bot_online");
        connect(owner()).close();
        own.close();
        assertHears("bot_offline");
    }

    @Test
    void onlyTheFirstAndTheLastOfSeveralConnectionsCount() {
        HubSocket first = connect(bot.http());
        assertHears("bot_online");
        HubSocket second = connect(HUB.client().withToken(HUB.scopedToken(bot, Scope.PROFILE)));
        first.close();
        HubSocket third = connect(bot.http());
        second.close();
        assertAlive(watcher);
        assertThat(isOnline()).isTrue();
        third.close();
        assertHears("bot_offline");
    }

    @Test
    void theBotItselfIsNotTold() {
        try (HubSocket dashboard = connect(owner());
                HubSocket first = connect(bot.http())) {
            assertHears("bot_online");
            assertAlive(dashboard);
            assertAlive(first);
        }
    }

    private static HubSocket connect(HubClient client) {
        HubSocket socket = client.connect();
        assertAlive(socket);
        return socket;
    }

    private HubClient owner() {
        return HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", bot.token())));
    }

    private boolean isOnline() {
        return bot.http().get("/api/me").json().path("online").asBoolean();
    }

    /** Next, and with the bot's name. */
    private void assertHears(String type) {
        JsonNode event = watcher.next();
        assertThat(event.path("type").asString()).isEqualTo(type);
        assertThat(event.at("/bot/id").asString()).isEqualTo(bot.id());
        assertThat(event.at("/bot/name").asString()).isEqualTo("alice");
    }

    /** Answers, and has received nothing until then. */
    private static void assertAlive(HubSocket socket) {
        socket.send("{\"type\":\"ping\"}");
        assertThat(socket.next().path("type").asString()).isEqualTo("pong");
    }
}
