package dev.parley.server.bot;

import dev.parley.persistence.bot.BotPage;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Page;
import dev.parley.protocol.Scope;
import dev.parley.protocol.StorableText;
import dev.parley.server.auth.Access;
import dev.parley.server.auth.Caller;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Who is there: oneself, one's peers, an organisation's bots. */
public final class BotRoutes implements Routes {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Bots bots;

    public BotRoutes(Bots bots) {
        this.bots = bots;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/me", Access.bot(Scope.READ), this::self, BotDocs.SELF)
                .get("/api/peers", Access.bot(Scope.READ), this::peers, BotDocs.PEERS)
                .get("/api/bots", Access.orgOrBot(Scope.READ), this::list, BotDocs.LIST)
                .get("/api/bots/{id}", Access.orgOrBot(Scope.READ), this::find, BotDocs.FIND)
                .get("/api/bots/{name}/profile", Access.orgOrBot(Scope.READ), this::profile, BotDocs.PROFILE);
    }

    private Mono<Reply> self(Call call) {
        return bots.self(call.bot()).map(Reply::ok);
    }

    private Mono<Reply> peers(Call call) {
        return bots.peers(call.bot()).map(Reply::ok);
    }

    /** A bot gets a list it can filter; a person one that can be paged, if any parameter of a page is there. */
    private Mono<Reply> list(Call call) {
        if (!(call.caller() instanceof Caller.OrgAdmin admin)) {
            return bots.list(call.caller(), BotFilter.from(call)).map(Reply::ok);
        }
        boolean paged = Stream.of("cursor", "limit", "search")
                .anyMatch(parameter -> call.query(parameter).isPresent());
        return paged ? page(call, admin.org()) : bots.list(admin, BotFilter.ALL).map(Reply::ok);
    }

    /** The cursor is the id of the last bot; behind one that is none there is nothing. */
    private Mono<Reply> page(Call call, OrgId org) {
        Optional<String> cursor = call.query("cursor").filter(text -> !text.isEmpty());
        Optional<BotId> after = cursor.flatMap(BotId::parse);
        if (cursor.isPresent() && after.isEmpty()) {
            return Mono.just(Reply.ok(Page.of(List.of(), 1, unused -> null)));
        }
        Optional<String> search = call.query("search").map(StorableText::of);
        return bots.page(org, new BotPage(after, search, call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT)))
                .map(Reply::ok);
    }

    private Mono<Reply> find(Call call) {
        return bots.require(call.caller(), call.parameter("id")).map(Reply::ok);
    }

    private Mono<Reply> profile(Call call) {
        return bots.requireNamed(call.caller(), call.parameter("name")).map(Reply::ok);
    }
}
