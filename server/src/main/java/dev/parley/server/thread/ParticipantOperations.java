package dev.parley.server.thread;

import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operations;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who takes part in a thread, over the WebSocket. */
public final class ParticipantOperations implements Operations.Feature {

    private static final String INVITE = "thread_invite";
    private static final String JOIN = "thread_join";
    private static final String LEAVE = "thread_leave";
    private static final String REMOVE = "thread_remove_participant";

    private final ThreadParticipants participants;
    private final Joining joining;

    public ParticipantOperations(ThreadParticipants participants, Joining joining) {
        this.participants = participants;
        this.joining = joining;
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(INVITE, Scope.THREAD, this::invite);
        operations.on(JOIN, Scope.THREAD, this::join);
        operations.on(LEAVE, Scope.THREAD, this::leave);
        operations.on(REMOVE, Scope.THREAD, this::remove);
    }

    private Mono<Ack> invite(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        Invitation invitation = Invitation.read(frame);
        invitation.bot().check();
        invitation.label().check();
        return participants.invite(caller, thread, invitation, Via.WS).map(invited -> invited(thread, invited));
    }

    private static Ack invited(ThreadId thread, ThreadParticipants.Invited invited) {
        return Ack.of(
                INVITE,
                thread,
                "thread_id",
                thread,
                "bot_id",
                invited.member().bot(),
                "already_joined",
                invited.alreadyIn(),
                "timestamp",
                invited.member().joinedAt());
    }

    private Mono<Ack> join(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        return joining.join(caller, thread, Via.WS).map(outcome -> joined(thread, outcome));
    }

    private static Ack joined(ThreadId thread, Joining.Outcome outcome) {
        if (outcome instanceof Joining.Outcome.Joined joined) {
            return joined(thread, "joined", "joined_at", joined.at(), "timestamp", joined.at());
        }
        if (outcome instanceof Joining.Outcome.Pending pending) {
            return joined(thread, "pending", "request_id", pending.request());
        }
        return joined(thread, "already_joined", "timestamp", ((Joining.Outcome.AlreadyIn) outcome).since());
    }

    private static Ack joined(ThreadId thread, String status, Object... more) {
        Object[] fields = new Object[4 + more.length];
        fields[0] = "thread_id";
        fields[1] = thread;
        fields[2] = "status";
        fields[3] = status;
        System.arraycopy(more, 0, fields, 4, more.length);
        return Ack.of(JOIN, thread, fields);
    }

    private Mono<Ack> leave(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        return joining.leave(caller, thread).map(at -> Ack.of(LEAVE, thread, "thread_id", thread, "timestamp", at));
    }

    private Mono<Ack> remove(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        return participants
                .remove(caller, thread, Invitation.bot(frame), Via.WS)
                .map(removed -> Ack.of(
                        REMOVE, thread, "thread_id", thread, "bot_id", removed.bot(), "timestamp", removed.at()));
    }
}
