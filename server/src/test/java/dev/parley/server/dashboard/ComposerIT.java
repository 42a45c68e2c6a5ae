package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.testing.TestHub;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writing in a thread. */
class ComposerIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private static final String COMPOSE = """
            (field) => field.dispatchEvent(new KeyboardEvent('keydown',
              { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))
            """;

    /** Puts a picture of one pixel where a paste or a drop would bring it. */
    private static final String GIVE = """
            (target, type) => {
              const bytes = Uint8Array.from(atob(
                'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
                (character) => character.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], 'dot.png', { type: 'image/png' }));
              data.setData('text/plain', 'dot');
              const how = { bubbles: true, cancelable: true };
              target.dispatchEvent(type === 'paste'
                ? new ClipboardEvent(type, { ...how, clipboardData: data })
                : new DragEvent(type, { ...how, dataTransfer: data }));
            }
            """;

    private final Talkers talk = Talkers.in(HUB);
    private final ThreadPage page = talk.asAda(VISITORS.anybody());
    private final Locator field = page.composer();
    private final Locator options = page.page().getByRole(AriaRole.OPTION);

    @Test
    void enterSendsAndShiftEnterBeginsALine() {
        field.fill("one");
        field.press("Shift+Enter");
        field.pressSequentially("two");
        field.press("Enter");

        assertThat(page.messages()).hasCount(1);
        assertThat(page.messages().first().locator("p")).hasText("onetwo");
        assertThat(page.messages().first().locator("p > br")).hasCount(1);
        assertThat(field).hasValue("");
    }

    @Test
    void anInputMethodsEnterSendsNothing() {
        field.fill("ni hao");
        field.evaluate(COMPOSE);
        field.fill("你好");
        field.press("Enter");

        assertThat(page.message("你好")).isVisible();
        assertThat(page.messages()).hasCount(1);
    }

    @Test
    void whatCouldNotBeSentStays() {
        page.page().route("**/messages", route -> route.fulfill(refusal(429, "RATE_LIMITED", "Slower, please")));
        field.fill("important");
        field.press("Enter");

        assertThat(page.page().getByText("Slower, please")).isVisible();
        assertThat(field).hasValue("important");
    }

    private static Route.FulfillOptions refusal(int status, String code, String error) {
        String body = "{\"code\":\"%s\",\"error\":\"%s\"}".formatted(code, error);
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setBody(body);
    }

    @Test
    void mentionsAreCompletedByKeyboard() {
        field.pressSequentially("hi @");
        assertThat(options).hasText(new String[] {"@all everyone in the thread", " bob"});
        assertThat(field).hasAttribute("aria-expanded", "true");
        field.press("ArrowDown");
        assertThat(options.nth(1)).hasAttribute("aria-selected", "true");
        field.press("Enter");
        assertThat(field).hasValue("hi @bob ");

        field.pressSequentially("and @AL");
        assertThat(options).hasCount(1);
        field.press("Tab");
        assertThat(field).hasValue("hi @bob and @all ");

        field.pressSequentially("@b");
        field.press("Escape");
        assertThat(options).hasCount(0);
        field.press("Enter");
        assertThat(page.messages().first().locator(".mention")).hasText(new String[] {"@bob", "@all"});
    }

    @Test
    void anAnswerCallsWhomItIsFor() {
        talk.say(talk.bob(), "shall we?");
        page.message("shall we?").hover();
        page.visit().button("Reply").click();
        assertThat(field).hasValue("@bob ");
        page.visit().button("Do not reply to this message").click();
        assertThat(field).hasValue("");

        page.message("shall we?").hover();
        page.visit().button("Reply").click();
        field.pressSequentially("yes");
        field.press("Enter");

        Locator answer = page.message("yes");
        assertThat(answer.locator(".quote")).hasText("bob shall we?");
        assertThat(answer.locator(".mention")).hasText("@bob");
        assertThat(page.page().locator(".reply-bar")).hasCount(0);
    }

    @Test
    void aPastedPictureIsSentAndOpensInFull() {
        field.evaluate(GIVE, "paste");
        assertThat(page.page().locator(".attachments [data-state=done]")).hasCount(1);
        assertThat(field).hasValue("");
        page.visit().screenshot("composer-picture");
        field.press("Enter");

        Locator picture = page.visit().button("Show in full: dot.png");
        picture.click();
        Locator lightbox = page.visit().byRole(AriaRole.DIALOG, "dot.png");
        assertThat(lightbox).isVisible();
        page.page().keyboard().press("Escape");
        assertThat(lightbox).hasCount(0);
        assertThat(picture).isFocused();
    }

    @Test
    void anUploadThatFailedCanBeTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        page.page().route("**/api/files/upload", route -> {
            if (tries.incrementAndGet() == 1) {
                route.fulfill(refusal(413, "PAYLOAD_TOO_LARGE", "Too large today"));
            } else {
                route.resume();
            }
        });
        Locator composer = page.page().locator(".composer");
        composer.evaluate(GIVE, "dragenter");
        assertThat(page.page().getByText("Drop pictures here")).isVisible();
        composer.evaluate(GIVE, "drop");
        assertThat(page.page().getByText("Too large today")).isVisible();
        assertThat(page.visit().button("Send")).isDisabled();

        page.visit().button("Try again").click();
        assertThat(page.page().locator(".attachments [data-state=done]")).hasCount(1);
        field.fill("look");
        field.press("Enter");
        assertThat(page.message("look").locator("img")).hasCount(1);
        assertThat(tries.get()).isEqualTo(2);
    }
}
