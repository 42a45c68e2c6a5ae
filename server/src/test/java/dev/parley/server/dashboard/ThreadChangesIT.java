package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be changed about a thread, and who is offered it. */
class ThreadChangesIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final Talkers talk = Talkers.in(HUB);

    @Test
    void theMenuOffersWhatTheHubAllows() {
        ThreadPage page = talk.asAdmin(VISITORS.anybody());
        for (ThreadStatus status : ThreadStatus.values()) {
            become(status);
            List<String> next = Arrays.stream(ThreadStatus.values())
                    .filter(status::canBecome)
                    .map(ThreadStatus::wireName)
                    .toList();
            Locator menu = page.visit().button("Status: " + status.wireName() + ". Change it");
            menu.click();
            assertThat(page.page().getByRole(AriaRole.MENUITEM)).hasText(next.toArray(String[]::new));
            page.page().keyboard().press("Escape");
        }
    }

    private void become(ThreadStatus status) {
        if (status != ThreadStatus.ACTIVE) {
            talk.change("status", "active".equals(talk.now().path("status").asString()) ? status.wireName() : "active");
        }
        if (!status.wireName().equals(talk.now().path("status").asString())) {
            talk.change("status", status.wireName(), "close_reason", status == ThreadStatus.CLOSED ? "manual" : null);
        }
    }

    @Test
    void aThreadThatIsOverTakesNoMessagesUntilItIsActiveAgain() {
        ThreadPage page = talk.asAda(VISITORS.anybody());
        page.visit().button("Status: active. Change it").click();
        page.visit().byRole(AriaRole.MENUITEM, "closed").click();

        assertThat(page.page().getByText("This thread is closed.")).isVisible();
        assertThat(page.composer()).hasCount(0);
        assertThat(talk.now().path("close_reason").asString()).isEqualTo("manual");
        page.visit().button("Status: closed. Change it").click();
        page.visit().byRole(AriaRole.MENUITEM, "active").click();
        assertThat(page.composer()).isVisible();
    }

    @Test
    void whatThePolicyForbidsIsNotOffered() {
        talk.change(
                "permission_policy",
                Fields.of("close", List.of("initiator"), "resolve", List.of(), "write", List.of()));
        ThreadPage page = talk.asBob(VISITORS.anybody());

        assertThat(page.page().getByText("The permissions of this thread do not let you write."))
                .isVisible();
        page.visit().button("Status: active. Change it").click();
        assertThat(page.page().getByRole(AriaRole.MENUITEM)).hasText(new String[] {"blocked", "reviewing"});
        page.page().keyboard().press("Escape");
        assertThat(page.panel("Settings").getByRole(AriaRole.NOTE)).containsText("Only those who may manage");
        assertThat(page.visit().button("Save")).hasCount(0);
    }

    @Test
    void permissionsComeBackAsTheyWereSaved() {
        ThreadPage page = talk.asAdmin(VISITORS.anybody());
        Locator panel = page.panel("Settings");
        panel.getByText("Permissions of its own").click();
        assertThat(panel.getByLabel("Change these settings")).hasValue("initiator");
        panel.getByLabel("Write messages").selectOption("labels");
        panel.getByLabel("Labels").fill("a, b, c, d, e, f");
        assertThat(panel.getByText("At most 5 labels.")).isVisible();
        assertThat(page.visit().button("Save")).isDisabled();
        panel.getByLabel("Labels").fill("lead, dev");
        panel.getByLabel("Invite bots").selectOption("everyone");
        panel.getByLabel("Close the thread").selectOption("initiator");
        page.visit().screenshot("permissions");
        assertThat(page.visit().barriers()).isEmpty();
        page.visit().button("Save").click();

        assertThat(page.page().getByText("Saved")).isVisible();
        assertThat(talk.now().path("permission_policy").asString())
                .isEqualTo("{\"write\":[\"lead\",\"dev\"],\"invite\":[\"*\"],\"close\":[\"initiator\"],"
                        + "\"manage\":[\"initiator\"]}");
        page.page().reload();
        panel = page.panel("Settings");
        assertThat(panel.getByLabel("Labels")).hasValue("lead, dev");
        assertThat(panel.getByLabel("Invite bots")).hasValue("everyone");
        assertThat(panel.getByLabel("Remove others")).hasValue("unrestricted");

        panel.getByLabel("Change these settings").selectOption("unrestricted");
        page.visit().button("Save").click();
        assertThat(page.page().getByText("Saved")).isVisible();
        assertThat(talk.now().path("permission_policy").asString()).endsWith("\"manage\":[\"*\"]}");
    }

    @Test
    void aPrivateThreadIsByInvitationOnly() {
        ThreadPage page = talk.asAda(VISITORS.anybody());
        Locator panel = page.panel("Settings");
        panel.getByLabel("Visibility").selectOption("private");
        assertThat(panel.getByLabel("Joining")).isDisabled();
        assertThat(panel.getByLabel("Joining")).hasValue("invite_only");
        page.visit().button("Save").click();

        assertThat(page.page().getByText("Saved")).isVisible();
        assertThat(talk.now().path("visibility").asString()).isEqualTo("private");
        assertThat(talk.now().path("join_policy").asString()).isEqualTo("invite_only");
        assertThat(talk.now().path("permission_policy").isNull()).isTrue();
    }

    @Test
    void botsAreInvitedAndRemoved() {
        talk.org().bot("eve");
        ThreadPage page = talk.asAda(VISITORS.anybody());
        Locator panel = page.panel("Participants");
        page.visit().button("Invite a bot").click();
        Locator dialog = page.visit().byRole(AriaRole.DIALOG, "Invite a bot");
        assertThat(dialog.getByRole(AriaRole.RADIO)).hasCount(1);
        dialog.getByText("eve").click();
        dialog.getByLabel("Label").fill("tester");
        dialog.locator("button[type=submit]").click();
        assertThat(panel.locator("li").filter(new Locator.FilterOptions().setHasText("eve")))
                .containsText("tester");

        page.visit().button("Remove eve").click();
        page.visit().button("Remove").click();
        assertThat(panel.locator("li")).hasCount(2);
        assertThat(page.visit().button("Remove ada")).hasCount(0);
    }

    @Test
    void whoWaitsIsLetIn() {
        TestBot eve = talk.org().bot("eve");
        talk.change("join_policy", "approval");
        ThreadPage page = talk.asAda(VISITORS.anybody());
        Locator panel = page.panel("Participants");
        assertThat(panel.locator("li")).hasCount(2);
        eve.http().post(talk.path() + "/join");
        page.visit().button("Let in").click();

        assertThat(panel.locator(".participants li")).hasCount(3);
        assertThat(page.visit().button("Let in")).hasCount(0);
    }
}
