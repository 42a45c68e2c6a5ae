package dev.parley.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestHub;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that try to be more than text: {@code xss.txt}, with ⏎ for the end of a line. None may do or fetch anything. */
class HostileMessagesIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private static final String TRAP = "window.pwned = () => { window.hacked = true; }; window.name = 'pwned()';";

    /** Scrolls through everything, touches it, and tells what is there that must not be. */
    private static final String INSPECT = """
            async () => {
              const elements = new Set(('header strong span time button svg path div p ul ol li a code pre figure figcaption ' +
                'blockquote em del h3 h4 h5 h6 hr br table thead tbody tr th td input img details summary small').split(' '));
              const attributes = new Set(('class id href target rel title role alt src type checked disabled tabindex start ' +
                'datetime loading decoding popover popovertarget width height viewBox d focusable data-align').split(' '));
              const frame = () => new Promise(requestAnimationFrame);
              const found = new Set();
              const seen = new Set();
              const look = (element) => {
                if (!elements.has(element.localName)) found.add(`<${element.localName}>`);
                for (const { name } of element.attributes) {
                  if (!attributes.has(name) && !name.startsWith('aria-')) found.add(`${element.localName} ${name}`);
                }
                const live = element.localName === 'a' && element.hasAttribute('href');
                if (live && !['http:', 'https:', 'mailto:'].includes(element.protocol)) found.add(element.href);
                if (live && element.host === location.host) found.add(element.href);
                if (element.localName === 'img') found.add(element.src);
              };
              const list = document.querySelector('.message-scroller');
              for (let still = 0; still < 30; still++) {
                await frame();
                document.querySelectorAll('.message *').forEach(look);
                document.querySelectorAll('.message-row').forEach((row) => {
                  if (!seen.has(row.dataset.id)) still = 0;
                  seen.add(row.dataset.id);
                });
                document.querySelectorAll('.message a, .message .dead-link').forEach((link) => {
                  link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                  link.dispatchEvent(new FocusEvent('focus'));
                });
                list.scrollTop -= 300;
              }
              return { found: [...found].join(), seen: seen.size, hacked: window.hacked === true, at: location.pathname };
            }
            """;

    private final List<String> vectors = ThreadPage.resource("xss.txt")
            .lines()
            .map(line -> line.replace("⏎", "\n"))
            .toList();

    @Test
    void markdownStaysText() {
        Talkers talk = Talkers.in(HUB, "<img src=x onerror=pwned()>");
        vectors.forEach(vector -> talk.say(talk.bob(), vector));

        assertHarmless(talk, vectors.size());
    }

    @Test
    void partsStayText() {
        Talkers talk = Talkers.in(HUB);
        for (String vector : vectors) {
            talk.say(
                    talk.bob(),
                    "@bob @all",
                    "parts",
                    List.of(
                            Fields.of("type", "link", "url", vector, "title", vector),
                            Fields.of("type", "image", "url", vector, "alt", vector),
                            Fields.of("type", "file", "url", vector, "name", vector, "mime_type", vector),
                            Fields.of("type", "json", "content", Fields.of(vector, vector)),
                            Fields.of("type", "text", "content", "```" + vector + "\n" + vector)));
        }

        assertHarmless(talk, vectors.size());
    }

    @Test
    void addressesOfPartsAreDeadWhenTheyAreNoneOfTheWeb() {
        Talkers talk = Talkers.in(HUB);
        List<String> addresses = vectors.stream()
                .map(vector -> vector.replaceFirst("^\\[go]\\((.*)\\)$", "$1"))
                .filter(address -> !address.startsWith("https:") && !address.startsWith("www."))
                .toList();
        talk.say(talk.bob(), "x", "parts", List.of(Fields.of("type", "link", "url", "https://example.org")));
        addresses.stream()
                .map(address -> List.of(Fields.of("type", "link", "url", address, "title", "here")))
                .forEach(parts -> talk.say(talk.bob(), "x", "parts", parts));
        ThreadPage page = talk.asAda(VISITORS.anybody());

        assertThat(page.page().locator(".message a[href]").count()).isLessThanOrEqualTo(1);
        assertHarmless(talk, addresses.size() + 1);
    }

    private static void assertHarmless(Talkers talk, int messages) {
        Visit visit = VISITORS.anybody();
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        visit.page().addInitScript(TRAP);
        visit.page().onRequest(request -> {
            if (!request.url().startsWith("http://localhost:" + HUB.hub().port())) {
                elsewhere.add(request.url());
            }
        });
        ThreadPage page = talk.asAda(visit);
        page.messages().first().waitFor();

        assertThat(page.page().evaluate(INSPECT))
                .hasToString("{found=, seen=" + messages + ", hacked=false, at=/dashboard/}");
        assertThat(elsewhere).isEmpty();
        visit.screenshot("hostile-messages");
    }
}
