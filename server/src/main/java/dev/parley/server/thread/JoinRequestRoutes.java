package dev.parley.server.thread;

import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.Scope;
import dev.parley.server.Checked;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Requests to join a thread, over REST: whoever may decide on them needs the scope to do so even to look. */
public final class JoinRequestRoutes implements Routes {

    private static final String REQUESTS = "/api/threads/{id}/join-requests";

    private final JoinDecisions decisions;

    public JoinRequestRoutes(JoinDecisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void addTo(Router router) {
        Access access = Access.bot(Scope.THREAD);
        router.get(REQUESTS, access, this::list, ParticipantDocs.REQUESTS);
        router.post(REQUESTS + "/{request}/approve", access, this::approve, ParticipantDocs.APPROVE);
        router.post(REQUESTS + "/{request}/reject", access, this::reject, ParticipantDocs.REJECT);
    }

    private Mono<Reply> list(Call call) {
        return decisions.pending(call.bot(), ThreadIds.of(call)).map(Reply::ok);
    }

    private Mono<Reply> approve(Call call) {
        return decisions
                .approve(call.bot(), ThreadIds.of(call), requestId(call))
                .map(member -> Reply.ok(new ParticipantRoutes.Admission("approved", member.joinedAt())));
    }

    private Mono<Reply> reject(Call call) {
        return decisions
                .reject(call.bot(), ThreadIds.of(call), requestId(call))
                .map(rejected -> Reply.ok(new ParticipantRoutes.Standing("rejected")));
    }

    private static Checked<JoinRequestId> requestId(Call call) {
        return Checked.of(() -> JoinRequestId.parse(call.parameter("request")).orElseThrow(JoinDecisions::notFound));
    }
}
