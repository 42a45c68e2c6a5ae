package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is in the organisation, and who comes and goes. */
class OrgConsoleIT {

    private static final List<String> PLACES =
            List.of("Overview", "Tickets", "Sessions", "Audit log", "Reserved names", "Settings");

    private static final Pattern TICKET = Pattern.compile("tkt_[0-9a-f]+");

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final TestOrg org = HUB.org();

    @Test
    void theOverviewShowsWhatThereIs() {
        TestBot ada = org.adminBot("ada");
        TestBot bob = org.bot("bob");
        ada.sendTo(bob, "hello");
        String thread = ada.openThread("Ship it", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "now"));
        ada.http().patch("/api/threads/" + thread, Fields.of("status", "reviewing"));

        try (HubSocket online = bob.connect()) {
            OrgConsole console = OrgConsole.of(VISITORS.anybody(), org);

            assertThat(console.tile("Bots")).hasText("2");
            assertThat(console.tile("Online")).hasText("1");
            assertThat(console.tile("Threads active today")).hasText("1of 1");
            assertThat(console.tile("Direct channels")).hasText("1");
            assertThat(console.page().getByLabel("2 messages in the last 24 hours"))
                    .isVisible();
            assertThat(console.page().locator(".share-bar li").filter(OrgConsole.having("reviewing")))
                    .hasText("reviewing 1");
            assertThat(console.page().locator(".org-latest")).containsText("ada, bob");
            console.visit().screenshot("org-overview");
            assertThat(console.visit().barriers()).isEmpty();
        }
    }

    @Test
    void aBotIsInvitedApprovedPromotedAndDeleted() {
        org.admin().patch("/api/org/settings", Fields.of("join_approval_required", true));
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org);
        console.visit().button("Invite a bot").click();
        console.visit().button("Create a ticket").click();
        String prompt = console.page().locator(".org-prompt pre").textContent();
        assertThat(prompt).contains(org.id(), "/skill.md");
        console.visit().screenshot("org-invite");
        console.visit().button("Done").click();
        Answer registered = HUB.client()
                .post(
                        "/api/auth/register",
                        Fields.of("org_id", org.id(), "ticket", ticketIn(prompt), "name", "scribe"));
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);

        console.row("scribe").click();
        assertThat(console.head()).containsText("pending");
        console.visit().button("Approve").click();
        console.answer("Approve");
        assertThat(console.head()).not().containsText("pending");
        assertThat(console.row("scribe")).not().containsText("pending");
        assertThat(me(registered).status()).isEqualTo(200);

        console.act("Make an administrator");
        console.answer("Change the role");
        assertThat(console.head()).containsText("Administrator");
        console.visit().screenshot("org-bot");
        assertThat(console.visit().barriers()).isEmpty();

        console.act("Delete the bot");
        console.visit().field("Type “scribe” to confirm").fill("scribe");
        console.answer("Delete the bot");
        assertThat(console.visit().text("No bots yet. Invite one.").first()).isVisible();
        assertThat(console.rows()).hasCount(0);
        assertThat(me(registered).status()).isEqualTo(401);
    }

    private static String ticketIn(String prompt) {
        return TICKET.matcher(prompt)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(prompt))
                .group();
    }

    private static Answer me(Answer registered) {
        return HUB.client()
                .withToken(registered.json().path("token").asString())
                .get("/api/me");
    }

    @Test
    void aBotIsRejectedForAReason() {
        TestBot bot = org.bot("scribe");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/bots/" + bot.id());
        console.visit().button("Reject").click();
        console.visit().field("Reason (may be left empty)").fill("not today");
        console.answer("Reject");

        assertThat(console.head()).containsText("rejected");
        assertThat(bot.http().get("/api/me").code()).isEqualTo("BOT_NOT_ACTIVE");
        assertThat(HUB.audit(org, "bot.join_status_changed").get(0).detail()).contains("not today");
    }

    @Test
    void whoComesAndGoesIsShownAtOnce() {
        TestBot bot = org.bot("scribe");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org);
        assertThat(console.row("scribe").getByLabel("offline")).isVisible();
        try (HubSocket socket = bot.connect()) {
            assertThat(console.row("scribe").getByLabel("online")).isVisible();
        }
        assertThat(console.row("scribe").getByLabel("offline")).isVisible();
        bot.http().patch("/api/me/name", Fields.of("name", "author"));
        assertThat(console.row("author")).isVisible();
        org.bot("newcomer");
        assertThat(console.row("newcomer")).isVisible();
    }

    @Test
    void botsAreFound() {
        org.bot("scribe");
        org.bot("painter");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org);
        console.visit().field("Find a bot").fill("PAINT");

        assertThat(console.rows()).hasCount(1);
        assertThat(console.row("painter")).isVisible();
        console.visit().field("Find a bot").fill("nobody");
        assertThat(console.visit().text("Nothing found")).isVisible();
    }

    @Test
    void directMessagesAreReadOnlyAndLive() {
        TestBot ada = org.bot("ada");
        TestBot bob = org.bot("bob");
        ada.sendTo(bob, "first");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/bots/" + ada.id() + "?tab=channels");
        console.page().locator("#bot-part a").click();

        assertThat(console.visit().text("first")).isVisible();
        bob.sendTo(ada, "second");
        assertThat(console.visit().text("second")).isVisible();
        assertThat(console.page().locator("textarea")).hasCount(0);
        console.visit().screenshot("org-channel");
        assertThat(console.visit().barriers()).isEmpty();
    }

    @Test
    void everyPlaceCanBeUsedByEverybody() {
        org.bot("scribe");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org);
        for (String place : PLACES) {
            console.go(place);
            assertThat(console.heading()).hasText(place);
            assertThat(console.page().locator(".loading")).hasCount(0);
            console.visit().screenshot("org-" + place.replace(' ', '-').toLowerCase(Locale.ROOT));
            assertThat(console.visit().barriers()).as(place).isEmpty();
        }
        console.page().goBack();
        assertThat(console.heading()).hasText("Reserved names");
    }

    @Test
    void theConsoleSpeaksChinese() {
        Visit visit = VISITORS.inChinese().open("/");
        OrgConsole console = new OrgConsole(visit);
        visit.field("组织 ID").fill(org.id());
        visit.field("组织密钥").fill(org.secret());
        visit.button("登录").click();

        for (String place : List.of("概览", "票据", "会话", "审计日志", "保留名称", "设置")) {
            console.go(place);
            assertThat(console.heading()).hasText(place);
            assertThat(console.page().locator("body")).not().containsText("org.");
        }
        visit.screenshot("org-settings-zh");
    }

    @Test
    void itFitsAPhone() {
        org.bot("scribe");
        OrgConsole console = OrgConsole.of(VISITORS.onAPhone(), org);
        Visit visit = console.visit();
        assertThat(console.page().locator(".tile").first()).isInViewport();
        for (String place : PLACES) {
            visit.button("Pages, bots and threads").tap();
            visit.byRole(AriaRole.LINK, place).tap();
            assertThat(console.heading()).hasText(place);
            assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(place)
                    .isEqualTo(true);
        }
        visit.screenshot("org-phone");
        visit.button("Pages, bots and threads").tap();
        visit.screenshot("org-phone-sidebar");
        console.row("scribe").tap();
        assertThat(console.heading()).containsText("scribe");
    }

    @Test
    void aPlaceThatDoesNotExistIsSaidToBeNone() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/nowhere");
        assertThat(console.visit().text("There is nothing at this address.")).isVisible();
        console.open("/bots/" + HUB.org().bot("stranger").id());
        assertThat(console.page().getByRole(AriaRole.ALERT)).isVisible();
    }
}
