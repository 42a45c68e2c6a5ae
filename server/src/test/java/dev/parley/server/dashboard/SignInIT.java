package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SignInIT {

    private static final long MAX_FIRST_PAGE_BYTES = 250 << 10;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    @Test
    void anAdministratorSignsInAndOut() {
        TestOrg org = HUB.org();
        Visit visit = VISITORS.anybody().signIn(org);

        visit.button("Sign out").click();
        visit.page().getByRole(AriaRole.DIALOG).getByText("Sign out", exactly()).click();

        assertThat(visit.field("Organisation ID")).isVisible();
        visit.open("/org/");
        assertThat(visit.field("Organisation ID")).isVisible();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void theOwnerOfABotIsLedToItsWorkspaceFromWhereverTheyCome() {
        TestBot bot = HUB.org().bot("scribe");
        Visit visit = VISITORS.anybody().signIn(bot, "Ada");

        for (String path : new String[] {"/", "/org/", "/dashboard"}) {
            visit.open(path);
            visit.page().waitForURL("**/dashboard/");
        }
    }

    @Test
    void aPlaceThatWasAskedForIsOpenedAfterSigningIn() {
        TestBot bot = HUB.org().bot("scribe");
        Visit visit = VISITORS.anybody().open("/dashboard/threads/some-thread");
        visit.byRole(AriaRole.TAB, "Bot").click();
        visit.field("Bot token").fill(bot.token());
        visit.field("Your name").fill("Ada");
        visit.field("Your name").press("Enter");

        visit.page().waitForURL("**/dashboard/#/dashboard/threads/some-thread");
    }

    @Test
    void whatTheHubHasAgainstASecretIsShownInItsWords() {
        TestOrg org = HUB.org();
        Visit visit = VISITORS.anybody().open("/");
        visit.field("Organisation ID").fill(org.id());
        visit.field("Organisation secret").fill("0".repeat(48));
        visit.button("Sign in").click();

        assertThat(visit.page().getByRole(AriaRole.ALERT))
                .containsText(HUB.client()
                        .post(
                                "/api/auth/login",
                                Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", "1".repeat(48)))
                        .json()
                        .path("error")
                        .asString());
    }

    @Test
    void whatIsMissingIsSaidBesideTheField() {
        Visit visit = VISITORS.anybody().open("/");
        visit.button("Sign in").click();

        assertThat(visit.field("Organisation ID")).hasAccessibleDescription("This is needed.");
        assertThat(visit.field("Organisation secret")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void thePageSpeaksChinese() {
        Visit visit = VISITORS.inChinese().open("/");

        assertThat(visit.button("登录")).isVisible();
        assertThat(visit.page().locator("html")).hasAttribute("lang", "zh-CN");
        visit.screenshot("sign-in-zh");
    }

    @Test
    void theLanguageIsKept() {
        Visit visit = VISITORS.anybody().open("/");
        visit.button("Language").click();
        visit.byRole(AriaRole.MENUITEMRADIO, "中文").click();
        assertThat(visit.button("登录")).isVisible();

        visit.page().reload();
        assertThat(visit.button("登录")).isVisible();
    }

    @Test
    void theThemeFollowsTheSystemUntilOneIsChosen() {
        Visit visit = VISITORS.inTheDark().open("/");
        String dark = background(visit);
        visit.screenshot("sign-in-dark");
        assertThat(visit.barriers()).isEmpty();

        visit.button("Appearance").click();
        visit.byRole(AriaRole.MENUITEMRADIO, "Light").click();
        assertThat(background(visit)).isNotEqualTo(dark);

        visit.page().reload();
        assertThat(visit.button("Appearance")).isVisible();
        assertThat(background(visit)).isNotEqualTo(dark);
    }

    private static String background(Visit visit) {
        return (String) visit.page().evaluate("getComputedStyle(document.documentElement).backgroundColor");
    }

    @Test
    void theFirstPageIsLight() {
        Visit visit = VISITORS.anybody().open("/");
        visit.page().waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(visit.button("Sign in")).isVisible();
        assertThat(visit.transferred()).isBetween(10_000L, MAX_FIRST_PAGE_BYTES);
    }

    @Test
    void everybodyCanUseIt() {
        Visit visit = VISITORS.anybody().open("/");
        assertThat(visit.button("Sign in")).isVisible();
        visit.screenshot("sign-in");

        assertThat(visit.barriers()).isEmpty();
    }

    @Test
    void aScriptThatSomebodyWroteIntoThePageDoesNotRunAndTheTestsNotice() {
        Visit visit = VISITORS.anybody().open("/");
        visit.page().waitForConsoleMessage(() -> visit.page().evaluate("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.didRun = true';
              document.head.append(script);
            }
            """));

        assertThat(visit.page().evaluate("window.didRun")).isNull();
        assertThat(visit.forgiveComplaints()).singleElement().asString().contains("Content Security Policy");
    }

    @Test
    void itFitsAPhone() {
        Visit visit = VISITORS.onAPhone().open("/");
        assertThat(visit.button("Sign in")).isInViewport();
        visit.screenshot("sign-in-phone");

        assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
