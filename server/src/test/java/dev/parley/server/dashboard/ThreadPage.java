package dev.parley.server.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One thread in a browser, on a page of its own: what shows it is the same in both consoles. */
final class ThreadPage {

    private final Visit visit;

    private ThreadPage(Visit visit) {
        this.visit = visit;
    }

    /** As the owner of a bot sees it. */
    static ThreadPage of(TestHub hub, Visit visit, TestBot bot, String thread) {
        Map<String, ?> login = Fields.of("type", "bot", "token", bot.token(), "owner_name", "Ann");
        return open(hub, visit, hub.logIn(login), "/dashboard/", thread);
    }

    /** As an administrator sees it. */
    static ThreadPage of(TestHub hub, Visit visit, TestOrg org, String thread) {
        Map<String, ?> login = Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", org.secret());
        return open(hub, visit, hub.logIn(login), "/org/", thread);
    }

    private static ThreadPage open(TestHub hub, Visit visit, String cookie, String console, String thread) {
        String[] pair = cookie.split(";")[0].split("=", 2);
        Page page = visit.page();
        page.context()
                .addCookies(List.of(new Cookie(pair[0], pair[1])
                        .setUrl("http://localhost:" + hub.hub().port())));
        page.route("**/app/*/main.js", route -> route.fulfill(module("thread-page.js")));
        visit.open(console + "#" + thread);
        page.locator(".thread").waitFor();
        return new ThreadPage(visit);
    }

    /** A module of these tests, for pages that may load the hub's alone. */
    static Route.FulfillOptions module(String name) {
        return new Route.FulfillOptions().setContentType("text/javascript").setBody(resource(name));
    }

    static String resource(String name) {
        try (InputStream in = ThreadPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Visit visit() {
        return visit;
    }

    Page page() {
        return visit.page();
    }

    Locator messages() {
        return page().locator(".message");
    }

    /** The message with that text. */
    Locator message(String text) {
        return messages().filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator composer() {
        return visit.byRole(AriaRole.COMBOBOX, "Write a message");
    }

    /** Opens one of the panels beside the messages. */
    Locator panel(String name) {
        visit.button(name).click();
        return visit.byRole(AriaRole.COMPLEMENTARY, name);
    }
}
