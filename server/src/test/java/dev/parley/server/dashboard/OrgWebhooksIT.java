package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How administrators find out that a bot's webhook does not work, and have it go on when it does again. */
class OrgWebhooksIT {

    private static final int BAD_REQUEST = 400;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final TestOrg org = HUB.org();
    private final TestBot ada = org.bot("ada");
    private final TestBot bot = org.bot("scribe");
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile int status = BAD_REQUEST;
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/secret/hook";
        assertThat(bot.http().put("/api/me/webhook", Fields.of("url", url)).status())
                .isEqualTo(200);
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void whatWasGivenUpIsDeliveredAgain() {
        ada.sendTo(bot, "read this");
        String path = "/api/org/bots/" + bot.id() + "/webhook/dead-letters";
        Eventually.get(() -> org.admin().get(path).json().path("dead_letters"), letters -> !letters.isEmpty());
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/bots/" + bot.id() + "?tab=webhook");
        assertThat(console.visit().button("Deliver again")).isVisible();
        assertThat(console.page().locator("#bot-part")).not().containsText("secret/hook");
        assertThat(console.entry("message").first()).containsText("HTTP 400");
        console.visit().screenshot("org-webhook");
        assertThat(console.visit().barriers()).isEmpty();

        status = 200;
        console.visit().button("Deliver again").click();
        console.answer("Deliver again");
        assertThat(console.visit().text("Nothing was given up.")).isVisible();
        Eventually.get(() -> received, requests -> requests.size() == 2);
        assertThat(received).allMatch(body -> body.contains("read this"));
    }

    @Test
    void aWebhookIsTried() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/bots/" + bot.id() + "?tab=webhook");
        console.visit().button("Test").click();
        assertThat(console.toast("The test did not arrive")).isVisible();
        status = 200;
        console.visit().button("Test").click();
        assertThat(console.toast("The test arrived: status 200")).isVisible();
    }

    @Test
    void deliveryGoesBackToATime() {
        status = 200;
        ada.sendTo(bot, "once");
        Eventually.get(() -> received, requests -> requests.size() == 1);
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/bots/" + bot.id() + "?tab=webhook");
        console.visit().button("Deliver from a time").click();
        console.answer("Deliver from a time");
        assertThat(console.visit().text("Give a day and a time.")).isVisible();
        console.visit().field("From").fill("2020-01-01T00:00");
        console.answer("Deliver from a time");

        assertThat(console.toast("Delivery goes on from there.")).isVisible();
        Eventually.get(() -> received, requests -> requests.size() > 1);
    }
}
