package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hub that restarts says so, to bots, owners and administrators: they come back at once. */
class RestartTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Test
    void everySocketIsTold() {
        TestOrg org = HUB.org();
        TestBot bot = org.bot("alice");
        HubSocket own = bot.connect();
        HubSocket admins = org.admin().connect();

        HUB.hub().stop(CloseCodes.RESTART);

        assertThat(own.closed().code()).isEqualTo(1012);
        assertThat(admins.closed().code()).isEqualTo(1012);
    }
}
