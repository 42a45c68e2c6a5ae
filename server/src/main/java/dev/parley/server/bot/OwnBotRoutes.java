package dev.parley.server.bot;

import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Body;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** What a bot does to itself: change its profile or name, go. */
public final class OwnBotRoutes implements Routes {

    private final OwnBot own;
    private final BotDeletion deletion;

    public OwnBotRoutes(OwnBot own, BotDeletion deletion) {
        this.own = own;
        this.deletion = deletion;
    }

    @Override
    public void addTo(Router router) {
        router.patch("/api/me/profile", Access.bot(Scope.PROFILE), this::changeProfile, OwnBotDocs.CHANGE_PROFILE)
                .patch("/api/me/name", Access.bot(Scope.PROFILE), this::rename, OwnBotDocs.RENAME)
                .delete("/api/me", Access.bot(Scope.FULL), this::delete, OwnBotDocs.DELETE);
    }

    private Mono<Reply> changeProfile(Call call) {
        return call.body()
                .map(ProfilePatch::from)
                .flatMap(patch -> own.changeProfile(call.bot(), patch))
                .map(Reply::ok);
    }

    private Mono<Reply> rename(Call call) {
        return call.body()
                .map(OwnBotRoutes::name)
                .flatMap(name -> own.rename(call.bot(), name))
                .map(Reply::ok);
    }

    private static String name(Body body) {
        return BotName.require(body.json("name"));
    }

    private Mono<Reply> delete(Call call) {
        return deletion.deleteSelf(call.bot()).map(bot -> Reply.ok(DeletedBot.of(bot)));
    }
}
