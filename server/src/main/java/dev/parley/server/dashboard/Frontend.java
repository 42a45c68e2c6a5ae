package dev.parley.server.dashboard;

import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.StaticFiles;
import dev.parley.server.http.WebJar;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The pages and what they load: own modules and styles, and libraries from WebJars. Everything but the pages is at an address
 * that changes with the contents, so that browsers may keep it.
 */
final class Frontend {

    private static final String FOLDER = "dev/parley/server/dashboard";
    private static final String NPM = "org.webjars.npm";

    private final StaticFiles own = new StaticFiles(FOLDER);
    private final Map<String, Library> libraries = Map.of(
            "lib/preact.js", Library.of(WebJar.of(NPM, "preact"), "dist/preact.module.js"),
            "lib/preact-hooks.js", Library.of(WebJar.of(NPM, "preact"), "hooks/dist/hooks.module.js"),
            "lib/marked.js", Library.of(WebJar.of(NPM, "marked"), "lib/marked.esm.js"));
    private final Mono<Pages> pages = Mono.fromCallable(this::load)
            .subscribeOn(Schedulers.boundedElastic())
            .cache();

    /** @param name of the page's file, without its ending */
    Mono<Reply> page(Call call, String name) {
        return pages.map(loaded -> loaded.reply(call, name));
    }

    /** Fails with {@code NOT_FOUND}. */
    Mono<Reply> asset(Call call) {
        String version = call.parameter("version");
        String path = call.path().substring("/assets/".length() + version.length() + 1);
        Library library = libraries.get(path);
        StaticFiles files = library == null ? own : library.files();
        String file = library == null ? path : library.path();
        return pages.flatMap(
                loaded -> loaded.version().equals(version) ? files.replyForever(call, file) : files.reply(call, file));
    }

    private Pages load() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.addFolder(FOLDER);
        libraries.values().forEach(library -> fingerprint.add(library.folder()));
        return Pages.load(FOLDER, fingerprint.toString());
    }

    /** One file of a WebJar. */
    private record Library(String folder, StaticFiles files, String path) {

        static Library of(WebJar jar, String path) {
            return new Library(jar.folder(), jar.files(), path);
        }
    }
}
