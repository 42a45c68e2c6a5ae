package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestHub;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is said in an organisation, as its administrators find, read and steer it. */
class OrgThreadsIT {

    private static final int MESSAGES = 150;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final Talkers talk = Talkers.in(HUB);

    @Test
    void threadsAreListedByStatusAndFoundByTopic() {
        talk.change("status", "blocked");
        talk.ada().openThread("Another matter", talk.bob());
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org()).tab("Threads");

        assertThat(console.rows()).hasCount(2);
        console.visit().field("Status").selectOption("blocked");
        assertThat(console.rows()).hasCount(1);
        assertThat(console.rows()).containsText("Ship the release");
        console.visit().field("Status").selectOption("");
        console.visit().field("Find threads and messages").fill("another");
        assertThat(console.rows()).hasCount(1);
        assertThat(console.rows()).containsText("Another matter");
    }

    @Test
    void aThreadThatBeginsIsListedAtOnce() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org()).tab("Threads");
        assertThat(console.rows()).hasCount(1);
        talk.ada().openThread("Hot off the press", talk.bob());

        assertThat(console.row("Hot off the press")).isVisible();
    }

    @Test
    void aMessageThatIsFoundIsShownInItsPlace() {
        talk.say(talk.ada(), "where the needle lies");
        for (int i = 0; i < MESSAGES; i++) {
            talk.say(talk.bob(), "hay " + i);
        }
        Eventually.get(
                () -> talk.org().admin().get("/api/org/search?q=needle").json().path("messages"),
                found -> !found.isEmpty());
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org()).tab("Threads");
        console.visit().field("Find threads and messages").fill("needle");
        Locator found = console.page().locator(".org-snippet");
        assertThat(found.locator("mark")).hasText("needle");
        console.visit().screenshot("org-search");
        found.click();

        Locator message = console.page().locator(".message").filter(OrgConsole.having("where the needle lies"));
        assertThat(message).isInViewport();
        assertThat(console.page()).hasURL(Pattern.compile("message=.+&at=\\d+"));
        console.page().reload();
        assertThat(message).isInViewport();
        console.visit().screenshot("org-thread-jump");
    }

    @Test
    void whatIsSaidInTheOpenThreadIsShownAtOnce() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org(), "/threads/" + talk.thread());
        assertThat(console.visit().text("No messages yet").or(console.page().locator(".message-none")))
                .isVisible();
        talk.say(talk.ada(), "live from the thread");

        assertThat(console.page().locator(".message")).containsText("live from the thread");
        console.visit().screenshot("org-thread");
        assertThat(console.visit().barriers()).isEmpty();
    }

    @Test
    void theStatusMenuHasWhatTheHubAllows() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org(), "/threads/" + talk.thread());
        console.page().locator(".status-button").click();
        assertThat(console.page().getByRole(AriaRole.MENUITEM)).hasCount(4);
        console.visit().byRole(AriaRole.MENUITEM, "resolved").click();
        assertThat(console.page().locator(".status-button")).containsText("resolved");
        assertThat(talk.now().path("status").asString()).isEqualTo("resolved");

        console.page().locator(".status-button").click();
        assertThat(console.page().getByRole(AriaRole.MENUITEM)).hasText(new String[] {"active"});
    }

    @Test
    void permissionsAreEdited() {
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org(), "/threads/" + talk.thread());
        console.visit().button("Settings").click();
        Locator panel = console.visit().byRole(AriaRole.COMPLEMENTARY, "Settings");
        panel.getByText("Permissions of its own").click();
        panel.getByLabel("Close the thread").selectOption("initiator");
        panel.locator("button[type=submit]").click();

        Eventually.get(
                () -> talk.now().path("permission_policy").asString(""),
                policy -> policy.contains("\"close\":[\"initiator\"]"));
    }

    @Test
    void whoIsInvitedElsewhereIsShownAtOnce() {
        talk.org().bot("eve");
        OrgConsole console = OrgConsole.of(VISITORS.anybody(), talk.org(), "/threads/" + talk.thread());
        console.visit().button("Participants").click();
        Locator panel = console.visit().byRole(AriaRole.COMPLEMENTARY, "Participants");
        assertThat(panel).containsText("bob");
        String eve = talk.org()
                .admin()
                .get("/api/bots?search=eve")
                .json()
                .at("/items/0/id")
                .asString();
        assertThat(talk.org()
                        .admin()
                        .post(talk.orgPath() + "/participants", Fields.of("bot_id", eve, "label", "reviewer"))
                        .status())
                .isEqualTo(200);

        assertThat(panel).containsText("reviewer");
    }
}
