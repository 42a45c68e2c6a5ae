package dev.parley.server.thread;

import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Page;
import dev.parley.protocol.Scope;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Threads over REST: begin, list and look at them. */
public final class ThreadRoutes implements Routes {

    private static final int MAX_QUERY_LENGTH = 200;
    private static final int MAX_LEGACY = 200;

    private final ThreadCreation creation;
    private final ThreadReading reading;

    public ThreadRoutes(ThreadCreation creation, ThreadReading reading) {
        this.creation = creation;
        this.reading = reading;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/threads", Access.bot(Scope.THREAD), this::create);
        router.get("/api/threads", Access.bot(Scope.READ), this::list);
        router.get("/api/threads/{id}", Access.bot(Scope.READ), this::get);
    }

    private Mono<Reply> create(Call call) {
        return call.body()
                .flatMap(body -> creation.create(call.bot(), body.fields(), Via.REST))
                .map(ThreadRoutes::withRevision);
    }

    /** A thread as the answer, its revision as the ETag. */
    static Reply withRevision(HubThread thread) {
        return withRevision(thread, thread);
    }

    private static Reply withRevision(HubThread thread, Object answer) {
        return Reply.ok(answer).header("ETag", "\"" + thread.revision() + "\"");
    }

    private Mono<Reply> get(Call call) {
        return reading.detail(call.bot(), ThreadIds.of(call)).map(detail -> withRevision(detail.thread(), detail));
    }

    private Mono<Reply> list(Call call) {
        Optional<ThreadStatus> status =
                call.query("status").filter(text -> !text.isEmpty()).map(ThreadRoutes::status);
        if (call.query("scope").filter("org"::equals).isPresent()) {
            return reading.visible(call.bot(), filter(call, status, call.limit("limit", 20, 50)))
                    .map(Reply::ok);
        }
        if (isGiven(call, "cursor") || isGiven(call, "q") || isGiven(call, "limit")) {
            return reading.own(call.bot(), filter(call, status, call.limit("limit", 50, 200)))
                    .map(Reply::ok);
        }
        ThreadFilter first = new ThreadFilter(status, "", ThreadCursor.START, MAX_LEGACY);
        return reading.own(call.bot(), first).map(Page::items).map(Reply::ok);
    }

    private static boolean isGiven(Call call, String parameter) {
        return call.query(parameter).filter(text -> !text.isEmpty()).isPresent();
    }

    private static ThreadStatus status(String text) {
        return ThreadStatus.parse(text)
                .orElseThrow(() ->
                        HubException.invalid("status must be one of active, blocked, reviewing, resolved, closed"));
    }

    private static ThreadFilter filter(Call call, Optional<ThreadStatus> status, int limit) {
        String topic = call.query("q").map(String::strip).orElse("");
        if (topic.length() > MAX_QUERY_LENGTH) {
            throw HubException.invalid("q too long: at most " + MAX_QUERY_LENGTH + " characters");
        }
        ThreadCursor after = call.query("cursor").flatMap(ThreadCursor::parse).orElse(ThreadCursor.START);
        return new ThreadFilter(status, topic, after, limit);
    }
}
