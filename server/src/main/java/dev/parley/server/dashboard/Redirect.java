package dev.parley.server.dashboard;

import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import reactor.core.publisher.Mono;

/** Leads browsers from one page to another, by relative links: they hold under any prefix, whoever may strip it. */
final class Redirect {

    private Redirect() {}

    /** Somewhere else for now, as it depends on who asks. */
    static Mono<Reply> to(String link) {
        return Mono.just(Reply.empty(302).header("Location", link).header("Cache-Control", "no-store"));
    }

    /** The same address with a slash at the end. */
    static Mono<Reply> toDirectory(Call call) {
        String address = call.address();
        String name = address.substring(address.lastIndexOf('/') + 1);
        return Mono.just(Reply.empty(301).header("Location", name + "/"));
    }

    /**
     * A place within a page that was written as a path.
     *
     * @param page the path of the page, without a slash at the end
     * @param place what places of the page start with, from the {@code #} on
     */
    static Mono<Reply> toPlace(Call call, String page, String place) {
        String rest = call.path().substring(page.length() + 1);
        return to(upFrom(rest) + place + rest);
    }

    /** From wherever there is no page; who has a session is led on from there. */
    static Mono<Reply> toSignIn(Call call) {
        return to(upFrom(call.path().substring(1)));
    }

    /** The folder that the path is relative to. */
    private static String upFrom(String path) {
        long folders = path.chars().filter(character -> character == '/').count();
        return folders == 0 ? "./" : "../".repeat((int) folders);
    }
}
