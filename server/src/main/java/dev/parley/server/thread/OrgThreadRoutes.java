package dev.parley.server.thread;

import dev.parley.persistence.message.StoredMessage;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.auth.Access;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.message.HistoryPage;
import dev.parley.server.message.HistoryQuery;
import dev.parley.server.message.MessageHistory;
import dev.parley.server.org.OrgContext;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** All threads of an organisation, for those who administer it. */
public final class OrgThreadRoutes implements Routes {

    static final String THREADS = "/api/org/threads";
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    /** Every thread that is passed over is read; whoever wants more has cursors. */
    static final int MAX_OFFSET = 10_000;

    private final ThreadReading reading;
    private final MessageHistory history;
    private final OrgThreadChanges changes;
    private final OrgThreadParticipants participants;

    public OrgThreadRoutes(
            ThreadReading reading,
            MessageHistory history,
            OrgThreadChanges changes,
            OrgThreadParticipants participants) {
        this.reading = reading;
        this.history = history;
        this.changes = changes;
        this.participants = participants;
    }

    @Override
    public void addTo(Router router) {
        String thread = THREADS + "/{id}";
        router.get(THREADS, Access.orgAdmin(), this::list, OrgThreadDocs.LIST);
        router.get(thread, Access.orgAdmin(), this::get, OrgThreadDocs.GET);
        router.patch(thread, Access.orgAdmin(), this::patch, OrgThreadDocs.UPDATE);
        router.get(thread + "/messages", Access.orgAdmin(), this::messages, OrgThreadDocs.MESSAGES);
        router.post(thread + "/participants", Access.orgAdmin(), this::invite, OrgThreadDocs.INVITE);
        router.delete(thread + "/participants/{bot}", Access.orgAdmin(), this::remove, OrgThreadDocs.REMOVE);
    }

    private static OrgAdministrator admin(Call call) {
        return OrgAdministrator.of(call.caller(), "Thread");
    }

    /** A page for whoever names a cursor or a text to search for, or a limit alone; everybody else gets a bare array. */
    private Mono<Reply> list(Call call) {
        OrgId org = OrgContext.require(call.caller());
        boolean paged = given(call, "cursor").isPresent()
                || given(call, "search").isPresent()
                || (given(call, "limit").isPresent() && given(call, "offset").isEmpty());
        return reading.all(org, filter(call), paged ? 0 : offset(call))
                .map(page -> Reply.ok(paged ? page : page.items()));
    }

    private static ThreadFilter filter(Call call) {
        Optional<ThreadStatus> status = given(call, "status").map(ThreadRoutes::status);
        String topic = ThreadRoutes.topic(call, "search");
        ThreadCursor after =
                given(call, "cursor").flatMap(ThreadCursor::parsePlain).orElse(ThreadCursor.START);
        return new ThreadFilter(status, topic, after, call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT));
    }

    private static int offset(Call call) {
        long offset = Math.max(0, call.integer("offset", 0));
        if (offset > MAX_OFFSET) {
            throw HubException.invalid("offset is at most " + MAX_OFFSET + ": go on with cursor instead");
        }
        return (int) offset;
    }

    private static Optional<String> given(Call call, String parameter) {
        return call.query(parameter).filter(text -> !text.isEmpty());
    }

    private Mono<Reply> get(Call call) {
        return reading.detail(admin(call).org(), ThreadIds.of(call))
                .map(detail -> ThreadRoutes.withRevision(detail.thread(), detail));
    }

    private Mono<Reply> messages(Call call) {
        OrgId org = admin(call).org();
        ThreadId thread = ThreadIds.of(call);
        return reading.require(org, thread)
                .then(Mono.defer(() -> history.read(org, thread.value(), HistoryQuery.ofBefore(call))))
                .map(OrgThreadRoutes::shown);
    }

    private static Reply shown(HistoryPage page) {
        List<ThreadMessage> messages =
                page.messages().stream().map(StoredMessage::toThreadMessage).toList();
        return Reply.ok(page.isBare() ? messages : new ThreadMessagePage(messages, page.hasMore()));
    }

    private Mono<Reply> patch(Call call) {
        return call.body()
                .map(body -> ThreadPatch.ofAdministrator(body.fields()))
                .flatMap(patch -> changes.update(admin(call), ThreadIds.of(call), patch))
                .map(Reply::ok);
    }

    private Mono<Reply> invite(Call call) {
        ThreadId thread = ThreadIds.of(call);
        return call.body()
                .flatMap(body -> participants.invite(admin(call), thread, OrgInvitation.read(body.fields())))
                .map(member -> Reply.ok(ParticipantRoutes.participation(thread, member)));
    }

    private Mono<Reply> remove(Call call) {
        return Mono.defer(() -> participants.remove(admin(call), ThreadIds.of(call), call.parameter("bot")))
                .map(removed -> Reply.done());
    }

    /** Newest first, and the id of the last message is the next page's {@code before}; or the other way round with after. */
    record ThreadMessagePage(List<ThreadMessage> messages, boolean hasMore) {}
}
