package dev.parley.server.thread;

import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Page;
import dev.parley.protocol.Scope;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Threads over REST: begin, list, look at and change them. */
public final class ThreadRoutes implements Routes {

    static final int MAX_QUERY_LENGTH = 200;
    static final int MAX_LEGACY = 200;

    /** With as many digits as surely fit a long. */
    private static final Pattern REVISION = Pattern.compile("(?<quote>\"?)(?<number>\\d{1,18})\\k<quote>");

    private final ThreadCreation creation;
    private final ThreadReading reading;
    private final ThreadChanges changes;

    public ThreadRoutes(ThreadCreation creation, ThreadReading reading, ThreadChanges changes) {
        this.creation = creation;
        this.reading = reading;
        this.changes = changes;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/threads", Access.bot(Scope.THREAD), this::create, ThreadDocs.CREATE);
        router.get("/api/threads", Access.bot(Scope.READ), this::list, ThreadDocs.LIST);
        router.get("/api/threads/{id}", Access.bot(Scope.READ), this::get, ThreadDocs.GET);
        router.patch("/api/threads/{id}", Access.bot(Scope.THREAD), this::patch, ThreadDocs.UPDATE);
    }

    private Mono<Reply> create(Call call) {
        return call.body()
                .flatMap(body -> creation.create(call.bot(), body.fields(), Via.REST))
                .map(ThreadRoutes::withRevision);
    }

    /** A thread as the answer, its revision as the ETag. */
    private static Reply withRevision(HubThread thread) {
        return withRevision(thread, thread);
    }

    static Reply withRevision(HubThread thread, Object answer) {
        return Reply.ok(answer).header("ETag", "\"" + thread.revision() + "\"");
    }

    private Mono<Reply> get(Call call) {
        return reading.detail(call.bot(), ThreadIds.of(call)).map(detail -> withRevision(detail.thread(), detail));
    }

    private Mono<Reply> patch(Call call) {
        Checked<OptionalLong> revision = Checked.of(() -> expectedRevision(call));
        return call.body()
                .map(body -> ThreadPatch.ofRequest(body.fields(), revision))
                .flatMap(patch -> changes.update(call.bot(), ThreadIds.of(call), patch, Via.REST))
                .map(change -> withRevision(change.after()));
    }

    /** The integer in {@code If-Match}, in quotes or not. */
    private static OptionalLong expectedRevision(Call call) {
        Optional<String> header = call.header("If-Match").map(String::strip).filter(text -> !text.isEmpty());
        if (header.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher revision = REVISION.matcher(header.get());
        if (!revision.matches()) {
            throw HubException.invalid("If-Match must be the revision of the thread as in its ETag, such as \"3\"");
        }
        return OptionalLong.of(Long.parseLong(revision.group("number")));
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

    static ThreadStatus status(String text) {
        return ThreadStatus.parse(text)
                .orElseThrow(() ->
                        HubException.invalid("status must be one of active, blocked, reviewing, resolved, closed"));
    }

    private static ThreadFilter filter(Call call, Optional<ThreadStatus> status, int limit) {
        String topic = topic(call, "q");
        ThreadCursor after = call.query("cursor").flatMap(ThreadCursor::parse).orElse(ThreadCursor.START);
        return new ThreadFilter(status, topic, after, limit);
    }

    /** The text to look for in topics. */
    static String topic(Call call, String parameter) {
        String topic = call.query(parameter).map(String::strip).orElse("");
        if (topic.length() > MAX_QUERY_LENGTH) {
            throw HubException.invalid(parameter + " too long: at most " + MAX_QUERY_LENGTH + " characters");
        }
        return topic;
    }
}
