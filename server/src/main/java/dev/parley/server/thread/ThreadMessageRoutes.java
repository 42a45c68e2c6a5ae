package dev.parley.server.thread;

import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.Page;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.message.HistoryPage;
import dev.parley.server.message.HistoryQuery;
import dev.parley.server.message.MessageHistory;
import java.util.List;
import reactor.core.publisher.Mono;

/** The messages of threads over REST. */
public final class ThreadMessageRoutes implements Routes {

    private static final String MESSAGES = "/api/threads/{id}/messages";

    private final ThreadMessages messages;
    private final ThreadReading reading;
    private final MessageHistory history;

    public ThreadMessageRoutes(ThreadMessages messages, ThreadReading reading, MessageHistory history) {
        this.messages = messages;
        this.reading = reading;
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
        ThreadId thread = ThreadIds.of(call);
        return reading.require(call.bot(), thread)
                .then(Mono.defer(() -> history.read(call.bot().org(), thread.value(), HistoryQuery.ofCursor(call))))
                .map(ThreadMessageRoutes::shown);
    }

    private static Reply shown(HistoryPage page) {
        List<ThreadMessage> messages =
                page.messages().stream().map(StoredMessage::toThreadMessage).toList();
        return Reply.ok(page.isBare() ? messages : paged(messages, page.hasMore()));
    }

    private static Page<ThreadMessage> paged(List<ThreadMessage> messages, boolean hasMore) {
        String next = hasMore ? messages.get(messages.size() - 1).id().toString() : null;
        return new Page<>(messages, hasMore, next);
    }
}
