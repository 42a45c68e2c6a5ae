package dev.parley.server.docs;

import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.http.StaticFiles;
import dev.parley.server.http.WebJar;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A page that shows what {@code /openapi.json} says. Its links are relative, so that it works under any prefix. */
public final class DocsRoutes implements Routes {

    /** Nothing from elsewhere, nothing inline; {@code data:} is for the icons in Swagger UI's style sheet. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StaticFiles own = new StaticFiles("dev/parley/server/docs");
    private final Map<String, StaticFiles> files;

    public DocsRoutes() {
        StaticFiles library = WebJar.of("org.webjars", "swagger-ui").files();
        files = Map.of(
                "docs.js", own,
                "docs.css", own,
                "swagger-ui-bundle.js", library,
                "swagger-ui-bundle.js.LICENSE.txt", library,
                "swagger-ui.css", library);
    }

    @Override
    public void addTo(Router router) {
        router.hidden("GET", "/docs", Access.open(), this::page);
        router.hidden("GET", "/docs/{file}", Access.open(), this::file);
    }

    /** The page's links would lead astray behind another slash. */
    private Mono<Reply> page(Call call) {
        return call.path().endsWith("/")
                ? Mono.just(Reply.empty(301).header("Location", "../docs"))
                : own.reply(call, "page.html").map(DocsRoutes::confined);
    }

    private Mono<Reply> file(Call call) {
        String name = call.parameter("file");
        StaticFiles from = files.get(name);
        return from == null ? StaticFiles.notFound() : from.reply(call, name).map(DocsRoutes::confined);
    }

    private static Reply confined(Reply reply) {
        return reply.header("Content-Security-Policy", POLICY).header("Referrer-Policy", "no-referrer");
    }
}
