package dev.parley.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The demo plays to its end, and can be read. */
class DemoTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void itShowsTheWholeConversation() {
        assertThat(run(false)).as(text()).isZero();
        assertThat(text())
                .contains("alice    -> POST /api/send", "bob      => send_dm", "bob      <= ack")
                .contains("\"mentions\":[{\"bot_id\":", "\"version\":1", "\"version\":2", "\"status\":\"resolved\"")
                .contains("GET /api/me/catchup/count", "thread_status_changed")
                .endsWith("deleted." + System.lineSeparator());
        assertThat(text()).doesNotContain("\u001b");
        assertThat(text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(130));
    }

    @Test
    void onATerminalItIsColoured() {
        assertThat(run(true)).as(text()).isZero();
        assertThat(text()).contains("\u001b[36m-> POST /api/send\u001b[0m");
    }

    private int run(boolean colours) {
        return Demo.run(new PrintStream(printed, true, StandardCharsets.UTF_8), colours);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
