package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import dev.parley.server.testing.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Threads with more messages than a page could hold. The times are for reading; what is asserted of them is loose. */
class LongThreadIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private static final int MANY = 10_000;
    private static final int MOST_ROWS = 120;
    private static final double MOST_MILLIS_TO_OPEN = 30_000;
    private static final IsInViewportOptions PATIENTLY = new IsInViewportOptions().setTimeout(60_000);

    /** Notes when the first messages were there. */
    private static final String STOPWATCH = """
            new MutationObserver((changes, observer) => {
              if (document.querySelector('.message')) {
                window.opened = performance.now();
                observer.disconnect();
              }
            }).observe(document, { childList: true, subtree: true });
            """;

    /** Goes up through all of it as fast as it loads, and notes how long the page was busy at a time. */
    private static final String CLIMB = """
            async () => {
              const list = document.querySelector('.message-scroller');
              const begin = performance.now();
              let last = begin;
              let longest = 0;
              let most = 0;
              for (;;) {
                await new Promise(requestAnimationFrame);
                const now = performance.now();
                longest = Math.max(longest, now - last);
                last = now;
                const rows = [...document.querySelectorAll('.message-row')];
                most = Math.max(most, rows.length);
                if (rows.some((row) => row.getAttribute('aria-posinset') === '1' && row.getAttribute('aria-setsize') !== '-1')) {
                  return { millis: now - begin, longest, most };
                }
                list.scrollTop -= 5000;
              }
            }
            """;

    private static final String PLACE = "element => Math.round(element.getBoundingClientRect().top)";

    private final Talkers talk = Talkers.in(HUB);

    @Test
    @Timeout(240)
    void tenThousandMessagesOpenAtOnceAndScrollToTheFirst() {
        History.write(talk, MANY);
        Visit visit = VISITORS.anybody();
        visit.page().addInitScript(STOPWATCH);
        ThreadPage page = talk.asAda(visit);

        assertThat(page.message("message 9999")).isInViewport(PATIENTLY);
        double opened = millis(page, "opened");
        page.page().setDefaultTimeout(120_000);
        Map<?, ?> climb = (Map<?, ?>) page.page().evaluate(CLIMB);
        assertThat(page.messages().first()).containsText("message 0");
        page.visit().button("Go to the latest messages").click();
        assertThat(page.message("message 9999")).isInViewport(PATIENTLY);
        double begun = millis(page, "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
        System.out.printf(
                "10,000 messages: open %.0f ms after the page, whose modules took %.0f ms without a cache; climbed in %s%n",
                opened - begun, begun, climb);

        assertThat(opened).isLessThan(MOST_MILLIS_TO_OPEN);
        assertThat(((Number) climb.get("most")).intValue()).isLessThan(MOST_ROWS);
    }

    private static double millis(ThreadPage page, String expression) {
        return ((Number) page.page().evaluate(expression)).doubleValue();
    }

    @Test
    void theReadersPlaceIsKeptWhenOlderMessagesComeIn() {
        History.write(talk, 600);
        Page page = talk.asAda(VISITORS.anybody()).page();
        assertThat(page.getByText("message 599")).isInViewport();
        List<Route> held = new ArrayList<>();
        page.route(Pattern.compile("/messages\\?cursor=[0-9a-f]"), held::add);
        page.locator(".message-scroller").evaluate("list => { list.scrollTop = 300; }");
        page.waitForCondition(() -> !held.isEmpty());

        Locator read = page.locator(".message-row").filter(withText("message 555"));
        int before = (int) read.evaluate(PLACE);
        held.forEach(Route::resume);
        assertThat(read).hasAttribute("aria-posinset", "206");
        assertThat((int) read.evaluate(PLACE)).isCloseTo(before, within(2));
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void newMessagesAreFollowedAtTheEndOnly() {
        History.write(talk, 100);
        ThreadPage page = talk.asAda(VISITORS.anybody());
        assertThat(page.message("message 99")).isInViewport();
        talk.say(talk.bob(), "hello");
        assertThat(page.message("hello")).isInViewport();

        page.page().locator(".message-scroller").evaluate("list => { list.scrollTop -= 1000; }");
        assertThat(page.visit().button("Go to the latest messages")).isVisible();
        Locator read = page.messages().nth(8);
        Object before = read.evaluate(PLACE);
        talk.say(talk.bob(), "are you there?");
        talk.say(talk.bob(), "well?");
        Locator unseen = page.visit().button("2 new messages");
        assertThat(unseen).isVisible();
        assertThat(read.evaluate(PLACE)).isEqualTo(before);

        unseen.click();
        assertThat(page.message("well?")).isInViewport();
    }
}
