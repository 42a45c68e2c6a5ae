package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.protocol.Scope;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What administrators decide, look through and mend. */
class OrgAdministrationIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final TestOrg org = HUB.org();

    @Test
    void settingsAreChangedWhereTheyStand() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/settings");
        setting(console, "Messages per minute and bot").click();
        Locator field = console.visit().field("Messages per minute and bot");
        assertThat(field).isFocused();
        field.fill("0");
        assertThat(field).hasAccessibleDescription("This must be a whole number of at least 1.");
        field.fill("77");
        field.press("Enter");
        assertThat(setting(console, "Messages per minute and bot")).hasText("77");

        setting(console, "Keep messages for (days)").click();
        console.visit().field("Keep messages for (days)").fill("30");
        console.visit().field("Keep messages for (days)").press("Enter");
        assertThat(setting(console, "Keep messages for (days)")).hasText("30");
        setting(console, "Keep messages for (days)").click();
        console.visit().field("Keep messages for (days)").fill("");
        console.visit().field("Keep messages for (days)").press("Enter");
        assertThat(setting(console, "Keep messages for (days)")).hasText("unlimited");

        setting(console, "New threads per hour and bot").click();
        console.visit().field("New threads per hour and bot").fill("5");
        console.visit().field("New threads per hour and bot").press("Escape");
        assertThat(setting(console, "New threads per hour and bot")).hasText("30");
        JsonNode now = org.admin().get("/api/org/settings").json();
        assertThat(now.path("messages_per_minute_per_bot").asInt()).isEqualTo(77);
        assertThat(now.path("message_ttl_days").isNull()).isTrue();
        assertThat(now.path("threads_per_hour_per_bot").asInt()).isEqualTo(30);
    }

    /** What shows a setting, and opens it. */
    private static Locator setting(OrgConsole console, String label) {
        return console.page()
                .locator(".setting")
                .filter(OrgConsole.having(label))
                .locator(".setting-value");
    }

    @Test
    void whoMayDoWhatInNewThreadsIsDecided() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/settings");
        console.visit().field("Invite bots").selectOption("labels");
        console.visit().field("Labels").fill("lead, reviewer");
        console.visit().button("Save the permissions").click();
        assertThat(console.toast("Saved")).isVisible();
        assertThat(policy().path("invite").toString()).isEqualTo("[\"lead\",\"reviewer\"]");

        console.visit().button("Remove the default").click();
        assertThat(console.visit().button("Remove the default")).hasCount(0);
        assertThat(policy().isNull()).isTrue();
    }

    private JsonNode policy() {
        return org.admin().get("/api/org/settings").json().path("default_thread_permission_policy");
    }

    @Test
    void theNewSecretStaysThoughTheSessionEnds() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/settings");
        console.visit().button("Rotate the secret").click();
        console.answer("Rotate the secret");
        Locator dialog = console.page().getByRole(AriaRole.DIALOG);
        console.visit().button("Show: Organisation secret").click();
        String secret = dialog.locator(".secret-value").textContent();
        assertThat(console.page().locator(".live-disconnected")).isAttached();
        assertThat(org.admin().get("/api/org").status()).isEqualTo(401);
        assertThat(dialog).isVisible();
        console.visit().screenshot("org-secret");

        console.answer("I have saved it");
        assertThat(console.visit().field("Organisation ID")).isVisible();
        assertThat(HUB.client()
                        .post(
                                "/api/auth/login",
                                Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", secret))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theAuditLogIsFilteredAndExported() throws IOException {
        TestBot ada = org.adminBot("ada");
        TestBot bob = org.bot("bob");
        ada.http().patch("/api/me/profile", Fields.of("bio", "curious"));
        bob.http().patch("/api/me/profile", Fields.of("bio", "curious, too"));
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/audit");
        assertThat(console.entry("bot.register")).hasCount(2);
        console.visit().field("Who (name or ID of a bot)").fill("ada");
        console.visit().field("What was done").fill("bot.profile_update");
        console.visit().button("Apply").click();

        assertThat(console.entries()).hasCount(1);
        assertThat(console.entries()).containsText("ada");
        assertThat(console.page()).hasURL(Pattern.compile("action=bot.profile_update"));
        Download download = console.page()
                .waitForDownload(
                        () -> console.visit().byRole(AriaRole.LINK, "CSV").click());
        assertThat(download.suggestedFilename()).isEqualTo("audit.csv");
        assertThat(Files.readString(download.path())).hasLineCount(2).contains(ada.id(), "bot.profile_update");
        console.page().reload();
        assertThat(console.entries()).hasCount(1);
        console.visit().button("Reset").click();
        assertThat(console.entry("bot.register")).hasCount(2);
        console.visit().field("Who (name or ID of a bot)").fill("nobody");
        console.visit().button("Apply").click();
        assertThat(console.visit().text("There is no bot of that name.")).isVisible();
    }

    @Test
    void sessionsAreEnded() {
        HubClient colleague = org.logIn();
        HUB.logIn(Fields.of("type", "bot", "token", org.bot("scribe").token(), "owner_name", "Ann"));
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/sessions");
        assertThat(console.entry("Ann (scribe)")).isVisible();
        OrgConsole.button(console.entry("Ann (scribe)"), "Sign out").click();
        console.answer("Sign out");
        assertThat(console.entry("Ann (scribe)")).hasCount(0);

        console.visit().button("Sign everybody else out").click();
        console.answer("Sign everybody else out");
        assertThat(console.toast("2 sessions have ended.")).isVisible();
        assertThat(console.entries()).hasCount(1);
        assertThat(colleague.get("/api/org").status()).isEqualTo(401);
        OrgConsole.button(console.entries(), "Sign out").click();
        console.answer("Sign out");
        assertThat(console.toast("This is your own session")).isVisible();
    }

    @Test
    void ticketsAreListedAndRevoked() {
        String ticket = org.ticket();
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/tickets");
        assertThat(console.entry(ticket)).containsText("for one bot");
        OrgConsole.button(console.entry(ticket), "Revoke").click();
        console.answer("Revoke");

        assertThat(console.visit().text("No tickets can be used at the moment."))
                .isVisible();
        assertThat(HUB.client()
                        .post("/api/auth/register", Fields.of("org_id", org.id(), "ticket", ticket, "name", "late"))
                        .code())
                .isEqualTo("INVALID_TICKET");
    }

    @Test
    void namesAreReleased() {
        org.bot("phoenix").http().delete("/api/me");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/names");
        OrgConsole.button(console.entry("phoenix"), "Release").click();
        console.answer("Release");

        assertThat(console.visit().text("No names are reserved.")).isVisible();
        assertThat(org.bot("phoenix").name()).isEqualTo("phoenix");
    }

    @Test
    void tokensAreRevoked() {
        TestBot bot = org.bot("scribe");
        HubClient reader = HUB.client().withToken(HUB.scopedToken(bot, Scope.READ));
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), org, "/bots/" + bot.id() + "?tab=tokens");
        OrgConsole.button(console.entry("read"), "Revoke").click();
        console.answer("Revoke");

        assertThat(console.visit().text("The bot has made no scoped tokens.")).isVisible();
        assertThat(reader.get("/api/me").status()).isEqualTo(401);
    }
}
