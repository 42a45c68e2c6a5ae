package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading a thread, and speaking in it. */
class ThreadViewIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final TestOrg org = HUB.org();
    private final TestBot ada = org.bot("ada");
    private final TestBot bob = org.bot("bob");
    private final String thread = ada.openThread("Ship the release", bob);

    private String say(TestBot bot, String content, Object... more) {
        Map<String, Object> body = Fields.of(more);
        body.put("content", content);
        return bot.http()
                .post("/api/threads/" + thread + "/messages", body)
                .json()
                .path("id")
                .asString();
    }

    private ThreadPage asAda() {
        return ThreadPage.of(HUB, VISITORS.anybody(), ada, thread);
    }

    @Test
    void everyKindOfPartIsShown() {
        List<Object> parts = List.of(
                Fields.of("type", "markdown", "content", """
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
                        """),
                Fields.of("type", "json", "content", Fields.of("answer", 42)),
                Fields.of("type", "link", "url", "https://example.org/", "title", "The site"),
                Fields.of("type", "file", "url", "/api/files/x", "name", "a.pdf", "mime_type", "application/pdf"),
                Fields.of("type", "image", "url", "https://elsewhere.example/a.png", "alt", "elsewhere"));
        say(bob, "@bob look", "parts", parts);
        ThreadPage page = asAda();
        Locator message = page.messages().first();

        assertThat(message.getByRole(AriaRole.HEADING)).hasText("Plan");
        assertThat(message.locator(".mention")).hasText("@bob");
        assertThat(message.locator("td[data-align=center]")).hasText("ok");
        assertThat(message.getByRole(AriaRole.CHECKBOX).first()).isChecked();
        assertThat(message.locator(".hljs-keyword").first()).hasText("record");
        assertThat(message).containsText("\"answer\": 42");
        assertThat(message.getByText("The site")).hasAttribute("href", "https://example.org/");
        assertThat(message.getByText("a.pdf")).not().hasAttribute("href", "/api/files/x");
        assertThat(message.getByText("elsewhere")).hasAttribute("href", "https://elsewhere.example/a.png");
        page.visit().screenshot("message-parts");
        assertThat(page.visit().barriers()).isEmpty();
    }
}
