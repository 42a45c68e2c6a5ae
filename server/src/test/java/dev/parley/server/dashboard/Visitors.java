package dev.parley.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.server.testing.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * People who look at a hub's pages, each in a browser without a past. After each test they are gone, and none of their pages
 * may have complained.
 */
final class Visitors implements BeforeAllCallback, AfterEachCallback {

    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private final TestHub hub;
    private final List<Visit> visits = new ArrayList<>();
    private Chromium chromium;

    private Visitors(TestHub hub) {
        this.hub = hub;
    }

    static Visitors of(TestHub hub) {
        return new Visitors(hub);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    }

    /** Somebody who reads English, at a desk. */
    Visit anybody() {
        return visit(UnaryOperator.identity());
    }

    Visit inChinese() {
        return visit(options -> options.setLocale("zh-CN"));
    }

    Visit inTheDark() {
        return visit(options -> options.setColorScheme(ColorScheme.DARK));
    }

    Visit onAPhone() {
        return visit(options -> options.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true));
    }

    private Visit visit(UnaryOperator<NewContextOptions> wishes) {
        NewContextOptions options = new NewContextOptions()
                .setBaseURL("http://localhost:" + hub.hub().port())
                .setLocale("en-US")
                .setViewportSize(1280, 800)
                .setPermissions(List.of("clipboard-read", "clipboard-write"));
        Visit visit = new Visit(chromium.browser().newContext(wishes.apply(options)));
        visits.add(visit);
        return visit;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints =
                visits.stream().flatMap(visit -> visit.complaints().stream()).toList();
        visits.forEach(Visit::end);
        visits.clear();
        assertThat(complaints).as("errors on the browser's console").isEmpty();
    }
}
