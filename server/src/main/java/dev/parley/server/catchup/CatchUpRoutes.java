package dev.parley.server.catchup;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** The HTTP door to catch-up. */
public final class CatchUpRoutes implements Routes {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    /** Stands for no number: numbers that are too small end one above it. */
    private static final long NONE = Long.MIN_VALUE;

    private final CatchUpService catchUp;

    public CatchUpRoutes(CatchUpService catchUp) {
        this.catchUp = catchUp;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/me/catchup", Access.bot(Scope.READ), this::list, CatchUpDocs.LIST);
        router.get("/api/me/catchup/count", Access.bot(Scope.READ), this::count, CatchUpDocs.COUNT);
    }

    private Mono<Reply> list(Call call) {
        int limit = call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
        return catchUp.list(call.bot(), since(call), call.query("cursor"), limit)
                .map(Reply::ok);
    }

    private Mono<Reply> count(Call call) {
        return catchUp.count(call.bot(), since(call)).map(Reply::ok);
    }

    private static long since(Call call) {
        long since = call.integer("since", NONE);
        if (since == NONE) {
            throw HubException.invalid(
                    "since is required: the time, in milliseconds since 1970, after which to tell what happened");
        }
        return since;
    }
}
