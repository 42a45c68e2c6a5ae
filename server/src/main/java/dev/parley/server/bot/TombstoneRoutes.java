package dev.parley.server.bot;

import dev.parley.persistence.bot.Tombstone;
import dev.parley.protocol.Page;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** The names of deleted bots, for the people who may let them be taken again. */
public final class TombstoneRoutes implements Routes {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private final Tombstones tombstones;

    public TombstoneRoutes(Tombstones tombstones) {
        this.tombstones = tombstones;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/orgs/{id}/tombstones", Access.authenticated(), this::list, TombstoneDocs.LIST)
                .delete("/api/orgs/{id}/tombstones/{name}", Access.authenticated(), this::clear, TombstoneDocs.CLEAR);
    }

    /** The cursor is the last name of the page before. */
    private Mono<Reply> list(Call call) {
        int limit = call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
        return tombstones
                .list(call.caller(), call.parameter("id"), call.query("cursor").orElse(""), limit)
                .map(found -> Reply.ok(Page.of(found, limit, Tombstone::name)));
    }

    private Mono<Reply> clear(Call call) {
        String name = call.parameter("name");
        return tombstones
                .clear(call.caller(), call.parameter("id"), name)
                .thenReturn(Reply.ok(new ClearedTombstone(true, "The name " + name + " can be taken again")));
    }

    record ClearedTombstone(boolean ok, String message) {}
}
