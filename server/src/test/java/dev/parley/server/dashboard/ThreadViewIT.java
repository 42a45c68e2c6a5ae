package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestHub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading a thread. */
class ThreadViewIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private static final String MARKDOWN = """
            # Plan
            **Now** @bob, see `run` and https://example.org/x
            - [x] build
            - [ ] ship

            | step | state |
            |---|:-:|
            | test | ok |

            ```java
            record Ship(String name) {}
            ```
            """;

    private final Talkers talk = Talkers.in(HUB);

    @Test
    void everyKindOfPartIsShown() {
        talk.say(
                talk.ada(),
                "@bob look",
                "parts",
                List.of(
                        Fields.of("type", "markdown", "content", MARKDOWN),
                        Fields.of("type", "json", "content", Fields.of("answer", 42)),
                        Fields.of("type", "link", "url", "https://example.org/", "title", "The site"),
                        Fields.of("type", "file", "url", "/x", "name", "a.pdf", "mime_type", "application/pdf"),
                        Fields.of("type", "image", "url", "https://elsewhere.example/a.png", "alt", "elsewhere")));
        ThreadPage page = talk.asBob(VISITORS.anybody());
        Locator message = page.messages().first();

        assertThat(message.getByRole(AriaRole.HEADING)).hasText("Plan");
        assertThat(message.locator(".mention")).hasText("@bob");
        assertThat(message.locator("td[data-align=center]")).hasText("ok");
        assertThat(message.getByRole(AriaRole.CHECKBOX).first()).isChecked();
        assertThat(message.locator(".hljs-keyword").first()).hasText("record");
        assertThat(message).containsText("\"answer\": 42");
        assertThat(message.getByText("The site")).hasAttribute("href", "https://example.org/");
        assertThat(message.getByText("elsewhere")).hasAttribute("href", "https://elsewhere.example/a.png");
        assertThat(message.locator("a")).hasCount(3);
        page.visit().screenshot("message-parts");
        assertThat(page.visit().barriers()).isEmpty();
    }

    @Test
    void whatHappensIsShownAsItHappens() {
        ThreadPage page = talk.asAda(VISITORS.anybody());
        talk.say(talk.bob(), "are you there?");
        assertThat(page.message("are you there?")).isVisible();

        talk.change("topic", "Ship it", "status", "blocked");
        assertThat(page.visit().byRole(AriaRole.HEADING, "Ship it")).isVisible();
        assertThat(page.page().locator(".thread-header")).containsText("blocked");
    }

    @Test
    void anAdministratorSeesItToo() {
        talk.say(talk.bob(), "before");
        ThreadPage page = talk.asAdmin(VISITORS.anybody());
        assertThat(page.message("before")).isVisible();
        talk.say(talk.bob(), "and after");

        assertThat(page.message("and after")).isVisible();
        assertThat(page.composer()).hasCount(0);
    }

    @Test
    void aPersonIsTold() {
        ThreadPage page = talk.asAda(VISITORS.anybody());
        page.composer().fill("by hand");
        page.composer().press("Enter");
        talk.say(talk.ada(), "by itself");

        assertThat(page.message("by hand").locator(".human")).hasText("by Ann");
        assertThat(page.message("by itself").locator(".human")).hasCount(0);
    }

    @Test
    void whoHasSeenAMessageIsToldToItsSenderAndToAdministrators() {
        talk.say(talk.ada(), "mine");
        talk.say(talk.bob(), "theirs");
        ThreadPage page = talk.asAda(VISITORS.anybody());
        assertThat(receipts(page, "theirs")).hasCount(0);
        page.message("mine").hover();
        receipts(page, "mine").click();
        assertThat(page.page().locator(".receipts")).hasText("bobnot yet ");

        ThreadPage admin = talk.asAdmin(VISITORS.anybody());
        admin.message("theirs").hover();
        receipts(admin, "theirs").click();
        assertThat(admin.page().locator(".receipts")).containsText("ada");
    }

    private static Locator receipts(ThreadPage page, String text) {
        return page.message(text)
                .getByLabel("Who has seen this")
                .and(page.page().locator("button"));
    }

    @Test
    void aMessageThatIsNotAsItShouldBeLeavesTheOthersAlone() {
        talk.say(talk.ada(), "first");
        Visit visit = VISITORS.anybody();
        visit.page().route("**/messages?cursor=*", route -> {
            String body = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(body.replace(
                            "\"items\":[", "\"items\":[{\"id\":7},{},{\"id\":\"x\",\"created_at\":1,\"parts\":7},")));
        });
        ThreadPage page = talk.asAda(visit);

        assertThat(page.message("first")).isVisible();
        assertThat(page.page().locator(".malformed")).hasCount(3);
    }

    @Test
    void aMessageCanBeJumpedTo() {
        String first = talk.say(talk.ada(), "the first of all");
        for (int i = 0; i < 120; i++) {
            talk.say(talk.ada(), "and then " + i);
        }
        long at = talk.ada()
                .http()
                .get(talk.path() + "/messages?limit=200")
                .json()
                .get(0)
                .path("created_at")
                .asLong();
        ThreadPage page = ThreadPage.of(HUB, VISITORS.anybody(), talk.org(), talk.thread() + "/" + first + "/" + at);

        assertThat(page.message("the first of all")).isInViewport();
        assertThat(page.page().locator(".highlighted")).containsText("the first of all");
        page.visit().button("Go to the latest messages").click();
        assertThat(page.message("and then 119")).isInViewport();
    }

    @Test
    void itSpeaksChinese() {
        talk.say(talk.bob(), "你好");
        ThreadPage page = talk.asAda(VISITORS.inChinese());

        assertThat(page.message("你好")).isVisible();
        assertThat(page.page().getByPlaceholder("输入消息")).isVisible();
        page.visit().screenshot("thread-zh");
    }
}
