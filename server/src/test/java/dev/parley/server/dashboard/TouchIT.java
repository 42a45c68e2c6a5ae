package dev.parley.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thread on a phone, under real fingers as far as the browser can tell. */
class TouchIT {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @RegisterExtension
    static final Visitors VISITORS = Visitors.of(HUB);

    private final Talkers talk = Talkers.in(HUB);
    private ThreadPage page;
    private CDPSession fingers;

    private BoundingBox open() {
        talk.say(talk.bob(), "shall we?");
        page = talk.asAda(VISITORS.onAPhone());
        fingers = page.page().context().newCDPSession(page.page());
        Locator message = page.message("shall we?");
        assertThat(message).isVisible();
        return message.locator(".parts").boundingBox();
    }

    private void touch(String type, double... xAndY) {
        JsonArray points = new JsonArray();
        for (int i = 0; i < xAndY.length; i += 2) {
            JsonObject point = new JsonObject();
            point.addProperty("x", xAndY[i]);
            point.addProperty("y", xAndY[i + 1]);
            point.addProperty("id", i);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        fingers.send("Input.dispatchTouchEvent", event);
    }

    private Locator replying() {
        return page.page().locator(".reply-bar");
    }

    @Test
    void swipingToTheLeftAnswers() {
        BoundingBox box = open();
        double x = box.x + 150;
        double y = box.y + 5;
        touch("touchStart", x, y);
        touch("touchMove", x - 30, y + 2);
        touch("touchMove", x - 80, y + 4);
        touch("touchEnd");

        assertThat(replying()).containsText("Replying to bob");
        assertThat(page.composer()).hasValue("@bob ");
        page.visit().screenshot("thread-phone");
    }

    @Test
    void aShortSwipeDoesNot() {
        BoundingBox box = open();
        double x = box.x + 150;
        double y = box.y + 5;
        touch("touchStart", x, y);
        touch("touchMove", x - 40, y);
        touch("touchEnd");
        talk.say(talk.bob(), "no?");

        assertThat(page.message("no?")).isVisible();
        assertThat(replying()).hasCount(0);
    }

    @Test
    void pressingLongAnswers() {
        BoundingBox box = open();
        touch("touchStart", box.x + 20, box.y + 5);

        assertThat(replying()).containsText("Replying to bob");
        touch("touchEnd");
    }

    @Test
    void itFitsAPhone() {
        open();
        Locator panel = page.panel("Participants");
        assertThat(panel).containsText("bob");
        page.visit().screenshot("thread-phone-panel");

        assertThat(page.page().locator(".thread")).isVisible();
        assertThat(page.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
