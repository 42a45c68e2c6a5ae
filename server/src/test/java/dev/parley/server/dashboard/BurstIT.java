package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestHub;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** A thread in which bots talk faster than anybody reads. */
class BurstIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private static final int MESSAGES = 800;
    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final double LONGEST_FREEZE_MILLIS = 5000;
    private static final IsInViewportOptions PATIENTLY = new IsInViewportOptions().setTimeout(60_000);

    /** Notes the longest time between two frames. */
    private static final String WATCH = """
            () => {
              window.longest = 0;
              let last = performance.now();
              const frame = (now) => {
                window.longest = Math.max(window.longest, now - last);
                last = now;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
            }
            """;

    /** All messages' first lines, in the order in which they stand. */
    private static final String READ = """
            async () => {
              const list = document.querySelector('.message-scroller');
              const found = new Map();
              list.scrollTop = 0;
              while (!found.has(1) || list.scrollTop + list.clientHeight < list.scrollHeight - 1) {
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                document.querySelectorAll('.message-row').forEach((row) => {
                  found.set(Number(row.getAttribute('aria-posinset')), row.querySelector('.markdown p').textContent);
                });
                list.scrollTop += 300;
              }
              return [...found].sort(([one], [other]) => one - other).map(([, text]) => text);
            }
            """;

    @Test
    @Timeout(240)
    void twoHundredMessagesASecondDoNotFreezeThePage() {
        Talkers talk = Talkers.in(HUB);
        ThreadPage page = talk.asAda(VISITORS.anybody());
        page.page().evaluate(WATCH);
        try (HubSocket bob = talk.bob().connect()) {
            Flux.interval(BETWEEN)
                    .onBackpressureBuffer()
                    .take(MESSAGES)
                    .doOnNext(i -> bob.send(Fields.of(
                            "type", "send_thread_message", "thread_id", talk.thread(), "content", "**number** " + i)))
                    .blockLast();

            assertThat(page.message("number " + (MESSAGES - 1))).isInViewport(PATIENTLY);
        }
        double longest = ((Number) page.page().evaluate("longest")).doubleValue();
        System.out.printf("%d messages at 200 a second: longest time between two frames %.0f ms%n", MESSAGES, longest);

        List<String> expected =
                IntStream.range(0, MESSAGES).mapToObj(i -> "number " + i).toList();
        assertThat(page.page().evaluate(READ)).isEqualTo(expected);
        assertThat(longest).isLessThan(LONGEST_FREEZE_MILLIS);
    }
}
