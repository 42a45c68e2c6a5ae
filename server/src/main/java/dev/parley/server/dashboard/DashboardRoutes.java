package dev.parley.server.dashboard;

import dev.parley.server.auth.Access;
import dev.parley.server.auth.Session;
import dev.parley.server.auth.SessionRole;
import dev.parley.server.http.Call;
import dev.parley.server.http.Handler;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The web pages for people, and the files they are made of.
 *
 * <p>Everybody is led to the page of their role before anything is shown: strangers to the sign-in page, those with a session
 * away from it. What stands behind the {@code #} of the address goes along, as browsers keep it over a redirect, so that a deep
 * link still leads to its place after signing in.
 */
public final class DashboardRoutes implements Routes {

    private final Frontend frontend = new Frontend();

    @Override
    public void addTo(Router router) {
        page(router, "/", this::signIn);
        page(router, "/dashboard", call -> console(call, "dashboard", SessionRole.BOT_OWNER));
        page(router, "/org", call -> console(call, "org", SessionRole.ORG_ADMIN));
        page(router, "/admin", call -> directory(call, "admin"));
        deepLinks(router, "/dashboard", "#/dashboard/");
        deepLinks(router, "/org", "#/");
        for (String file :
                new String[] {"{folder}/{file}", "{area}/{folder}/{file}", "{area}/{kind}/{folder}/{file}"}) {
            page(router, "/assets/{version}/" + file, frontend::asset);
        }
        router.elsewhere(Redirect::toSignIn);
    }

    private static void page(Router router, String template, Handler handler) {
        router.hidden("GET", template, Access.open(), handler);
    }

    /** Places within a page that are written as paths, such as {@code /dashboard/threads/<id>/}. */
    private static void deepLinks(Router router, String page, String place) {
        page(router, page + "/{kind}", call -> Redirect.toPlace(call, page, place));
        page(router, page + "/{kind}/{id}", call -> Redirect.toPlace(call, page, place));
    }

    private Mono<Reply> signIn(Call call) {
        Optional<SessionRole> role = call.session().map(Session::role);
        return role.isPresent() && call.address().endsWith("/")
                ? Redirect.to(home(role.get()))
                : directory(call, "index");
    }

    private Mono<Reply> console(Call call, String page, SessionRole role) {
        boolean isTheirs =
                call.session().filter(session -> session.role() == role).isPresent();
        return isTheirs || !call.address().endsWith("/") ? directory(call, page) : Redirect.to("../");
    }

    /** The page's links lead astray without the slash at the end. */
    private Mono<Reply> directory(Call call, String page) {
        return call.address().endsWith("/") ? frontend.page(call, page) : Redirect.toDirectory(call);
    }

    private static String home(SessionRole role) {
        return switch (role) {
            case BOT_OWNER -> "dashboard/";
            case ORG_ADMIN -> "org/";
            case SUPER_ADMIN -> "admin/";
        };
    }
}
