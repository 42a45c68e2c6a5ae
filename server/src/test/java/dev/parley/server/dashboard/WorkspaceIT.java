package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkspaceIT {

    private static final int PAGE = 30;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private TestBot scribe;
    private TestBot critic;

    @BeforeEach
    void twoBots() {
        TestOrg org = HUB.org().unlimited();
        scribe = org.adminBot("scribe");
        critic = org.bot("critic");
    }

    @Test
    void theOwnerSeesTheThreadsOfTheBotAndOpensOne() {
        String thread = scribe.openThread("Release notes", critic);
        say(critic, thread, "The first draft is **ready**.");
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");

        assertThat(visit.page().locator(".header-name")).containsText("Ada · scribe");
        assertThat(conversation(visit, "Release notes")).containsText("2 participants");
        conversation(visit, "Release notes").click();

        assertThat(visit.page()).hasURL(Pattern.compile("/dashboard/#/dashboard/threads/" + thread + "/$"));
        assertThat(conversation(visit, "Release notes")).hasAttribute("aria-current", "page");
        assertThat(visit.page().getByRole(AriaRole.FEED)).containsText("The first draft is ready.");
        visit.screenshot("workspace-thread");
        assertThat(visit.barriers()).isEmpty();
    }

    @Test
    void deepLinksLeadToTheirPlaceAndTheWayBackWorks() {
        String thread = scribe.openThread("Release notes", critic);
        String channel = critic.sendTo(scribe, "Psst");
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");

        visit.open("/dashboard/threads/" + thread);
        assertThat(visit.page().locator(".thread-topic")).hasText("Release notes");
        visit.open("/dashboard/#/dashboard/dms/" + channel + "/");
        assertThat(visit.page().getByRole(AriaRole.FEED)).containsText("Psst");
        visit.page().goBack();
        assertThat(visit.page().locator(".thread-topic")).hasText("Release notes");
        visit.page().goForward();
        assertThat(visit.page().getByRole(AriaRole.FEED)).containsText("Psst");
    }

    @Test
    void whatHappensIsShownAsItHappens() {
        String old = scribe.openThread("Old thread", critic);
        scribe.openThread("Later thread", critic);
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        assertThat(conversations(visit).first()).containsText("Later thread");
        conversation(visit, "Old thread").click();

        say(critic, old, "Something new");
        assertThat(visit.page().getByRole(AriaRole.FEED)).containsText("Something new");
        assertThat(conversations(visit).first()).containsText("Old thread");

        critic.openThread("Begun elsewhere", scribe);
        assertThat(conversations(visit).first()).containsText("Begun elsewhere");
        assertThat(conversations(visit).first()).containsText("2 participants");

        scribe.http().patch("/api/threads/" + old, Fields.of("status", "blocked"));
        assertThat(conversation(visit, "Old thread")).containsText("blocked");
    }

    @Test
    void threadsAreFoundByTopicAndStatus() {
        scribe.openThread("Release notes", critic);
        String budget = scribe.openThread("Budget", critic);
        scribe.http().patch("/api/threads/" + budget, Fields.of("status", "reviewing"));
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        assertThat(conversations(visit)).hasCount(2);

        visit.field("Search topics").fill("budg");
        assertThat(conversations(visit)).hasCount(1);
        assertThat(conversations(visit).first()).containsText("Budget");
        visit.field("Search topics").press("Escape");
        assertThat(conversations(visit)).hasCount(2);

        visit.field("Status").selectOption("active");
        assertThat(conversations(visit)).hasCount(1);
        assertThat(conversations(visit).first()).containsText("Release notes");
        visit.field("Search topics").fill("nothing like it");
        assertThat(visit.text("No thread fits.")).isVisible();
    }

    @Test
    void longListsComeInPages() {
        for (int i = 1; i <= PAGE + 5; i++) {
            scribe.openThread("Thread " + i, critic);
        }
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        assertThat(conversations(visit)).hasCount(PAGE);
        assertThat(conversations(visit).first()).containsText("Thread " + (PAGE + 5));

        visit.button("Load more").click();
        assertThat(conversations(visit)).hasCount(PAGE + 5);
        assertThat(visit.button("Load more")).isHidden();
    }

    @Test
    void directMessagesAreReadButNotWritten() {
        critic.sendTo(scribe, "Have you seen this?\nSecond line");
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        visit.byRole(AriaRole.TAB, "Direct messages").click();
        assertThat(conversation(visit, "critic")).containsText("critic: Have you seen this?");
        conversation(visit, "critic").click();

        Locator feed = visit.page().getByRole(AriaRole.FEED);
        assertThat(feed).containsText("Have you seen this?");
        scribe.sendTo(critic, "Yes, I have.");
        assertThat(feed).containsText("Yes, I have.");
        assertThat(conversation(visit, "critic")).containsText("scribe: Yes, I have.");
        assertThat(visit.text("You can read this conversation. Only the bots write in it."))
                .isVisible();
        assertThat(visit.page().locator("main").getByRole(AriaRole.TEXTBOX)).hasCount(0);
        visit.screenshot("workspace-dm");
        assertThat(visit.barriers()).isEmpty();
    }

    @Test
    void aNewConversationAndWhoIsThereAreShownAtOnce() {
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        visit.byRole(AriaRole.TAB, "Direct messages").click();
        assertThat(visit.text("This bot has no direct messages yet.")).isVisible();

        critic.sendTo(scribe, "Hello");
        assertThat(conversation(visit, "critic").getByLabel("offline")).isVisible();
        try (var socket = critic.connect()) {
            assertThat(conversation(visit, "critic").getByLabel("online")).isVisible();
        }
    }

    @Test
    void theListIsGoneThroughWithKeys() {
        scribe.openThread("One", critic);
        scribe.openThread("Two", critic);
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        assertThat(conversations(visit)).hasCount(2);

        visit.page().keyboard().press("/");
        assertThat(visit.field("Search topics")).isFocused();
        conversation(visit, "Two").focus();
        visit.page().keyboard().press("ArrowDown");
        assertThat(conversation(visit, "One")).isFocused();
        visit.page().keyboard().press("ArrowDown");
        assertThat(conversation(visit, "Two")).isFocused();
        visit.page().keyboard().press("Enter");
        assertThat(visit.page().locator(".thread-topic")).hasText("Two");

        conversation(visit, "Two").focus();
        visit.page().keyboard().press("d");
        assertThat(visit.byRole(AriaRole.TAB, "Direct messages")).hasAttribute("aria-selected", "true");
        visit.page().keyboard().press("?");
        assertThat(visit.byRole(AriaRole.DIALOG, "Keys")).containsText("Search for a topic");
        visit.screenshot("workspace-keys");
        assertThat(visit.barriers()).isEmpty();
        visit.page().keyboard().press("Escape");
        assertThat(visit.byRole(AriaRole.DIALOG, "Keys")).isHidden();
    }

    @Test
    void onAPhoneTheListIsADrawer() {
        String thread = scribe.openThread("Release notes", critic);
        say(critic, thread, "Hello");
        Visit visit = VISITORS.onAPhone().signIn(scribe, "Ada");
        assertThat(conversation(visit, "Release notes")).isInViewport();
        visit.screenshot("workspace-phone-list");
        assertThat(visit.barriers()).isEmpty();

        conversation(visit, "Release notes").tap();
        assertThat(conversation(visit, "Release notes")).not().isInViewport();
        assertThat(visit.page().getByRole(AriaRole.FEED)).containsText("Hello");
        visit.screenshot("workspace-phone-thread");
        assertThat(visit.barriers()).isEmpty();
        assertThat(visit.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        visit.button("Conversations").tap();
        assertThat(conversation(visit, "Release notes")).isInViewport();
    }

    @Test
    void itSpeaksChineseAndIsReadInTheDark() {
        scribe.openThread("发布说明", critic);
        Visit visit = VISITORS.inTheDark().signIn(scribe, "Ada");
        visit.button("Language").click();
        visit.byRole(AriaRole.MENUITEMRADIO, "中文").click();

        assertThat(visit.byRole(AriaRole.TAB, "话题")).isVisible();
        conversation(visit, "发布说明").click();
        assertThat(visit.page().locator(".thread-topic")).hasText("发布说明");
        visit.screenshot("workspace-zh-dark");
        assertThat(visit.barriers()).isEmpty();
    }

    @Test
    void theEndOfTheSessionLeadsToTheSignInPage() {
        Visit visit = VISITORS.anybody().signIn(scribe, "Ada");
        assertThat(visit.page().locator(".live-pill")).hasText("Live");

        String ref = scribe.http()
                .get("/api/org/sessions")
                .json()
                .path("items")
                .path(0)
                .path("ref")
                .asString();
        assertThat(scribe.http().delete("/api/org/sessions/" + ref).status()).isEqualTo(200);
        assertThat(visit.button("Sign in")).isVisible();
    }

    private static void say(TestBot bot, String thread, String content) {
        assertThat(bot.http()
                        .post("/api/threads/" + thread + "/messages", Fields.of("content", content))
                        .status())
                .isEqualTo(200);
    }

    private static Locator conversations(Visit visit) {
        return visit.page().locator(".conversation:visible");
    }

    private static Locator conversation(Visit visit, String name) {
        return conversations(visit).filter(new Locator.FilterOptions().setHasText(name));
    }
}
