package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator of a hub at the platform console. */
class PlatformIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final List<Visit> consoles = new ArrayList<>();

    /** A hub's operator has three sessions at most. */
    @AfterEach
    void leave() {
        for (Visit visit : consoles) {
            String origin = "http://localhost:" + HUB.hub().port();
            visit.page()
                    .request()
                    .post("/api/auth/logout", RequestOptions.create().setHeader("Origin", origin));
        }
    }

    private Visit console() {
        return enter(VISITORS.anybody(), "Admin secret", "Sign in");
    }

    private Visit enter(Visit visit, String label, String submit) {
        consoles.add(visit);
        visit.open("/admin/");
        visit.field(label).fill(TestHub.ADMIN_SECRET);
        visit.button(submit).click();
        assertThat(visit.page().locator(".platform-counters")).isVisible();
        return visit;
    }

    private static Locator row(Visit visit, String text) {
        return visit.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator dialog(Visit visit) {
        return visit.page().getByRole(AriaRole.DIALOG);
    }

    private static Locator inDialog(Visit visit, String button) {
        return dialog(visit)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private static void choose(Visit visit, String name, String action) {
        visit.button("Actions for " + name).click();
        visit.byRole(AriaRole.MENUITEM, action).click();
    }

    private static String nameOf(TestOrg org) {
        return org.admin().get("/api/org").json().path("name").asString();
    }

    private static void create(Visit visit, String name) {
        visit.button("New organisation").click();
        visit.field("Name").fill(name);
        visit.field("Name").press("Enter");
    }

    private static String secretIn(Visit visit) {
        visit.button("Show: Secret").click();
        return dialog(visit).locator(".secret-value").last().innerText();
    }

    private static int logIn(String org, String secret) {
        return HUB.client()
                .post("/api/auth/login", Fields.of("type", "org_admin", "org_id", org, "org_secret", secret))
                .status();
    }

    @Test
    void theOperatorSignsInAndOut() {
        Visit visit = console();
        visit.open("/");
        visit.page().waitForURL("**/admin/");
        visit.screenshot("platform");
        assertThat(visit.barriers()).isEmpty();

        visit.button("Sign out").click();
        inDialog(visit, "Sign out").click();
        assertThat(visit.field("Organisation ID")).isVisible();
        visit.open("/admin/");
        assertThat(visit.field("Admin secret")).isVisible();
        assertThat(visit.barriers()).isEmpty();
    }

    @Test
    void anotherSecretIsRefusedInTheHubsWords() {
        Visit visit = VISITORS.anybody().open("/admin/");
        visit.field("Admin secret").fill("wrong");
        visit.field("Admin secret").press("Enter");
        assertThat(visit.page().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(visit.field("Admin secret")).isVisible();
    }

    @Test
    void anOrganisationIsFoundedAndItsSecretShownOnce() {
        Visit visit = console();
        create(visit, "Acme <b>& sons</b>");

        assertThat(dialog(visit)).containsText("“Acme <b>& sons</b>” is founded");
        String id = dialog(visit).locator(".secret-value").first().innerText();
        assertThat(dialog(visit).locator(".secret-value").last()).hasText("•".repeat(24));
        String secret = secretIn(visit);
        visit.screenshot("platform-secret");
        assertThat(visit.barriers()).isEmpty();
        assertThat(logIn(id, secret)).isEqualTo(200);
        visit.button("Copy: Secret").click();
        assertThat(inDialog(visit, "Copied")).isVisible();
        assertThat(visit.page().evaluate("navigator.clipboard.readText()")).isEqualTo(secret);

        visit.button("I have saved it").click();
        assertThat(dialog(visit)).not().isAttached();
        assertThat(row(visit, id)).containsText("active");
    }

    @Test
    void aSecretStaysOnTheScreenAlthoughTheSessionEnds() {
        Visit visit = console();
        visit.page().route("**/api/orgs", route -> answerThenForget(visit, route));
        visit.page().waitForResponse(answer -> answer.status() == 401, () -> create(visit, "Ephemeral"));

        assertThat(dialog(visit)).containsText("“Ephemeral” is founded");
        assertThat(secretIn(visit)).hasSizeGreaterThan(20);
        visit.button("I have saved it").click();
        assertThat(visit.field("Organisation ID")).isVisible();
    }

    /** The session ends with the answer, so that the next request is refused. */
    private static void answerThenForget(Visit visit, Route route) {
        boolean creates = route.request().method().equals("POST");
        APIResponse answer = route.fetch();
        if (creates) {
            visit.page().context().clearCookies();
        }
        route.fulfill(new Route.FulfillOptions().setResponse(answer));
    }

    @Test
    void anOrganisationIsSuspendedAndActivatedAgain() {
        TestOrg org = HUB.org();
        TestBot bot = org.bot("ada");
        Visit visit = console();
        choose(visit, nameOf(org), "Suspend");
        assertThat(dialog(visit)).containsText("Everybody in it is refused");
        inDialog(visit, "Suspend").click();
        assertThat(row(visit, org.id())).containsText("suspended");
        assertThat(bot.http().get("/api/me").status()).isEqualTo(403);

        choose(visit, row(visit, org.id()).locator("a").innerText(), "Activate");
        assertThat(row(visit, org.id())).containsText("active");
        assertThat(bot.http().get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void anOrganisationGetsANewSecretOrKeepsTheOldOne() {
        TestOrg org = HUB.org();
        Visit visit = console();
        String name = nameOf(org);
        choose(visit, name, "New secret");
        inDialog(visit, "Cancel").click();
        assertThat(logIn(org.id(), org.secret())).isEqualTo(200);

        choose(visit, name, "New secret");
        inDialog(visit, "New secret").click();
        assertThat(dialog(visit)).containsText("The new secret of");
        assertThat(logIn(org.id(), secretIn(visit))).isEqualTo(200);
        assertThat(logIn(org.id(), org.secret())).isEqualTo(401);
    }

    @Test
    void anOrganisationIsDestroyedOnlyAfterItsNameWasTyped() {
        TestOrg org = HUB.org();
        String name = nameOf(org);
        Visit visit = console();
        choose(visit, name, "Destroy");
        assertThat(inDialog(visit, "Destroy")).isDisabled();
        dialog(visit).getByRole(AriaRole.TEXTBOX).fill(name + "x");
        dialog(visit).getByRole(AriaRole.TEXTBOX).press("Enter");
        assertThat(inDialog(visit, "Destroy")).isDisabled();
        dialog(visit).getByRole(AriaRole.TEXTBOX).fill(name);
        inDialog(visit, "Destroy").click();

        assertThat(row(visit, org.id())).not().isAttached();
        assertThat(logIn(org.id(), org.secret())).isEqualTo(401);
    }

    @Test
    void organisationsAreFoundByNameAndRenamed() {
        TestOrg org = HUB.org();
        HUB.org();
        Visit visit = console();
        visit.field("Find by name or ID").fill(org.id().substring(0, 13));
        assertThat(visit.page().locator("tbody tr")).hasCount(1);
        choose(visit, nameOf(org), "Rename");
        visit.field("Name").fill("Globex");
        inDialog(visit, "Save").click();
        assertThat(row(visit, org.id())).containsText("Globex");
        visit.field("Find by name or ID").fill("gLOBEX");
        assertThat(visit.page().locator("tbody tr")).hasCount(1);
        visit.field("Find by name or ID").fill("nothing like it");
        assertThat(visit.text("No organisation has such a name or ID.")).isVisible();
    }

    @Test
    void theNameOfADeletedBotIsReleased() {
        TestOrg org = HUB.org();
        TestBot bot = org.bot("scribe");
        org.admin().delete("/api/bots/" + bot.id());
        Visit visit = console();
        row(visit, org.id()).locator("a").click();
        visit.page().reload();
        assertThat(visit.page().locator("h2")).hasText(nameOf(org));
        visit.screenshot("platform-org");
        assertThat(visit.barriers()).isEmpty();
        row(visit, bot.name()).getByRole(AriaRole.BUTTON).click();
        inDialog(visit, "Release").click();

        assertThat(visit.text("No bot was deleted whose name nobody may take.")).isVisible();
        assertThat(HUB.operator()
                        .get("/api/orgs/" + org.id() + "/tombstones")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void anInviteCodeIsMadeUsedAndRevoked() {
        Visit visit = console();
        visit.byRole(AriaRole.TAB, "Invite codes").click();
        visit.button("New invite code").click();
        visit.field("Label").fill("for Ada");
        visit.field("Number of organisations").fill("many");
        assertThat(inDialog(visit, "Create")).isDisabled();
        visit.field("Number of organisations").fill("1");
        visit.field("Good for").selectOption("week");
        inDialog(visit, "Create").click();
        String code = dialog(visit).locator(".secret-value").innerText();
        visit.button("I have saved it").click();
        assertThat(row(visit, "for Ada")).containsText("0 / 1");
        assertThat(row(visit, "for Ada")).containsText("in 7 days");

        Answer founded = HUB.client().post("/api/platform/orgs", Fields.of("invite_code", code, "name", "Founded"));
        assertThat(founded.status()).isEqualTo(201);
        visit.page().reload();
        assertThat(row(visit, "for Ada")).containsText("used up");
        visit.screenshot("platform-invites");
        assertThat(visit.barriers()).isEmpty();

        row(visit, "for Ada").getByText("Revoke").click();
        inDialog(visit, "Revoke").click();
        assertThat(row(visit, "for Ada")).not().isAttached();
        assertThat(HUB.operator().get("/api/platform/invite-codes").json().toString())
                .doesNotContain(code);
    }

    @Test
    void aBackupIsDownloaded() throws IOException {
        Visit visit = console();
        visit.byRole(AriaRole.TAB, "Backup").click();
        Download download =
                visit.page().waitForDownload(() -> visit.button("Make a backup").click());
        assertThat(visit.text("The backup is complete.")).isVisible();
        assertThat(download.suggestedFilename()).matches("parley-backup-[0-9T-]+\\.zip");
        try (InputStream file = download.createReadStream();
                ZipInputStream zip = new ZipInputStream(file)) {
            assertThat(zip.getNextEntry()).isNotNull();
        }
    }

    @Test
    void aBackupThatIsRefusedIsSaid() {
        Visit visit = console();
        visit.page().route("**/api/platform/backup", PlatformIT::refuse);
        visit.byRole(AriaRole.TAB, "Backup").click();
        visit.button("Make a backup").click();
        assertThat(visit.text("A backup is being made; wait for its end")).isVisible();
        assertThat(visit.button("Make a backup")).isEnabled();
    }

    private static void refuse(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(409)
                .setContentType("application/json")
                .setBody("{\"error\":\"A backup is being made; wait for its end\",\"code\":\"CONFLICT\"}"));
    }

    @Test
    void theCountersCount() {
        TestOrg org = HUB.org();
        org.bot("ada");
        HUB.operator().patch("/api/orgs/" + HUB.org().id(), Fields.of("status", "suspended"));
        Visit visit = console();
        List<String> counts = visit.page().locator(".platform-counter dd").allInnerTexts();
        var orgs = HUB.operator().get("/api/orgs").json();
        assertThat(Integer.parseInt(counts.get(0))).isEqualTo(orgs.size());
        assertThat(Integer.parseInt(counts.get(1)) + Integer.parseInt(counts.get(2)))
                .isEqualTo(orgs.size());
        assertThat(Integer.parseInt(counts.get(2))).isPositive();
        assertThat(Integer.parseInt(counts.get(3))).isPositive();
    }

    @Test
    void itSpeaksChinese() {
        HUB.org();
        Visit visit = enter(VISITORS.inChinese(), "管理员密钥", "登录");
        assertThat(visit.button("新建组织")).isVisible();
        visit.screenshot("platform-zh");
        visit.button("新建组织").click();
        visit.field("名称").fill("极光");
        visit.field("名称").press("Enter");
        assertThat(dialog(visit)).containsText("“极光”已创建");
        assertThat(visit.page().locator("body")).not().containsText("platform.");
    }

    @Test
    void itFitsAPhone() {
        HUB.org();
        Visit visit = enter(VISITORS.onAPhone(), "Admin secret", "Sign in");
        assertThat(visit.button("New organisation")).isVisible();
        visit.screenshot("platform-phone");
        for (String tab : new String[] {"Organisations", "Invite codes", "Backup"}) {
            visit.byRole(AriaRole.TAB, tab).click();
            assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
        visit.byRole(AriaRole.TAB, "Organisations").click();
        create(visit, "On the way");
        assertThat(visit.button("I have saved it")).isInViewport();
    }
}
