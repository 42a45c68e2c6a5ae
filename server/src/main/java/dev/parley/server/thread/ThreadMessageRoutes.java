package dev.parley.server.thread;

import dev.parley.persistence.journal.PositionRange;
import dev.parley.protocol.Scope;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;

/** The messages of threads over REST. */
public final class ThreadMessageRoutes implements Routes {

    private static final String MESSAGES = "/api/threads/{id}/messages";
    static final int DEFAULT_PAGE = 50;
    static final int MAX_PAGE = 200;

    private final ThreadMessages messages;
    private final ThreadHistory history;

    public ThreadMessageRoutes(ThreadMessages messages, ThreadHistory history) {
        this.messages = messages;
        this.history = history;
    }

    @Override
    public void addTo(Router router) {
        router.post(MESSAGES, Access.bot(Scope.THREAD), this::post, ThreadMessageDocs.post(messages.maxLength()));
        router.get(MESSAGES, Access.bot(Scope.READ), this::list, ThreadMessageDocs.LIST);
    }

    private Mono<Reply> post(Call call) {
        return call.body()
                .flatMap(body -> messages.post(call.bot(), ThreadIds.checked(call), body.fields(), Via.REST))
                .map(Reply::ok);
    }

    /** Whoever names a cursor, be it an empty one, gets pages; everybody else a bare array. */
    private Mono<Reply> list(Call call) {
        int limit = call.limit("limit", DEFAULT_PAGE, MAX_PAGE);
        return call.query("cursor")
                .map(cursor -> history.page(call.bot(), ThreadIds.of(call), cursor, limit)
                        .map(Reply::ok))
                .orElseGet(() -> newest(call, limit));
    }

    private Mono<Reply> newest(Call call, int limit) {
        Checked<PositionRange> range = Checked.of(() -> range(call));
        return history.newest(call.bot(), ThreadIds.of(call), range, limit).map(Reply::ok);
    }

    private static PositionRange range(Call call) {
        OptionalLong since = call.optionalInteger("since");
        long before = call.integer("before", Long.MAX_VALUE);
        return PositionRange.between(since, before == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(before));
    }
}
