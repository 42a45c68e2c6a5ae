package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.Participation;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Who takes part in a thread, over REST. */
public final class ParticipantRoutes implements Routes {

    private final ThreadParticipants participants;
    private final Joining joining;

    public ParticipantRoutes(ThreadParticipants participants, Joining joining) {
        this.participants = participants;
        this.joining = joining;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/threads/{id}/join", Access.bot(Scope.THREAD), this::join, ParticipantDocs.JOIN);
        router.post("/api/threads/{id}/participants", Access.bot(Scope.THREAD), this::invite, ParticipantDocs.INVITE);
        router.delete(
                "/api/threads/{id}/participants/{bot}", Access.bot(Scope.THREAD), this::remove, ParticipantDocs.REMOVE);
    }

    private Mono<Reply> join(Call call) {
        return joining.join(call.bot(), ThreadIds.of(call), Via.REST).map(ParticipantRoutes::reply);
    }

    private static Reply reply(Joining.Outcome outcome) {
        if (outcome instanceof Joining.Outcome.Joined joined) {
            return Reply.ok(new Admission("joined", joined.at()));
        }
        if (outcome instanceof Joining.Outcome.Pending pending) {
            return Reply.accepted(new PendingJoin("pending", pending.request()));
        }
        return Reply.ok(new Standing("already_joined"));
    }

    private Mono<Reply> invite(Call call) {
        ThreadId thread = ThreadIds.of(call);
        return call.body()
                .flatMap(body -> participants.invite(call.bot(), thread, Invitation.read(body.fields()), Via.REST))
                .map(invited -> Reply.ok(participation(thread, invited.member())));
    }

    static Participation participation(ThreadId thread, Member member) {
        return new Participation(thread, member.bot(), member.label(), member.joinedAt());
    }

    private Mono<Reply> remove(Call call) {
        return participants
                .remove(call.bot(), ThreadIds.of(call), call.parameter("bot"), Via.REST)
                .map(removed -> Reply.done());
    }

    /** That a bot came in, and when (ms). */
    record Admission(String status, long joinedAt) {}

    /** That the bot waits to be let in. */
    record PendingJoin(String status, JoinRequestId requestId) {}

    /** How a bot stands to a thread. */
    record Standing(String status) {}
}
