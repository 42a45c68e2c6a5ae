package dev.parley.server.dashboard;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one person does in one window, and what the browser has to complain about. */
final class Visit {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> finished = new ArrayList<>();

    Visit(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.onConsoleMessage(this::listen);
        page.onRequestFinished(finished::add);
    }

    /** A refusal by the API is part of the story, and what is broken in the page is not. */
    private void listen(ConsoleMessage message) {
        boolean refused = message.text().startsWith("Failed to load resource: the server responded with a status of 4")
                && message.location().contains("/api/");
        if (message.type().equals("error") && !refused) {
            complaints.add(message.text() + " at " + message.location());
        }
    }

    Page page() {
        return page;
    }

    List<String> complaints() {
        return complaints;
    }

    /** What there was to complain about so far, if that is what the test is about. */
    List<String> forgiveComplaints() {
        List<String> forgiven = List.copyOf(complaints);
        complaints.clear();
        return forgiven;
    }

    /** Bytes of everything received so far, compressed as it was, with headers. */
    long transferred() {
        return finished.stream()
                .map(Request::sizes)
                .mapToLong(sizes -> (long) sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
    }

    Visit open(String path) {
        page.navigate(path);
        return this;
    }

    /** Signs in at the sign-in page, in English, as an administrator. */
    Visit signIn(TestOrg org) {
        open("/");
        field("Organisation ID").fill(org.id());
        field("Organisation secret").fill(org.secret());
        button("Sign in").click();
        page.waitForURL("**/org/**");
        return this;
    }

    /** The same as the owner of a bot. */
    Visit signIn(TestBot bot, String owner) {
        open("/");
        byRole(AriaRole.TAB, "Bot").click();
        field("Bot token").fill(bot.token());
        field("Your name").fill(owner);
        button("Sign in").click();
        page.waitForURL("**/dashboard/**");
        return this;
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return byRole(AriaRole.BUTTON, name);
    }

    Locator byRole(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator text(String text) {
        return page.getByText(text, new Page.GetByTextOptions().setExact(true));
    }

    /** What a check for accessibility finds that keeps people out. */
    List<String> barriers() {
        return Axe.serious(page);
    }

    /** Kept for whoever wants to see what the tests saw. */
    Visit screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        return this;
    }

    void end() {
        context.close();
    }
}
