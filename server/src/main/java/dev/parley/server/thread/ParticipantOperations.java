package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.protocol.BotId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.ThreadId;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operations;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who takes part in a thread, over the WebSocket. */
public final class ParticipantOperations implements Operations.Feature {

    private final ThreadParticipants participants;
    private final Joining joining;

    public ParticipantOperations(ThreadParticipants participants, Joining joining) {
        this.participants = participants;
        this.joining = joining;
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(ParticipantFrames.INVITE, this::invite);
        operations.on(ParticipantFrames.JOIN, this::join);
        operations.on(ParticipantFrames.LEAVE, this::leave);
        operations.on(ParticipantFrames.REMOVE, this::remove);
    }

    private Mono<Ack> invite(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        Invitation invitation = Invitation.read(frame);
        invitation.bot().check();
        invitation.label().check();
        return participants
                .invite(caller, thread, invitation, Via.WS)
                .map(invited -> InvitationAck.of(thread, invited));
    }

    private Mono<Ack> join(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        return joining.join(caller, thread, Via.WS).map(outcome -> JoinAck.of(thread, outcome));
    }

    private Mono<Ack> leave(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        return joining.leave(caller, thread)
                .map(at -> new LeaveAck(ParticipantFrames.LEAVE.type(), thread, thread, at));
    }

    private Mono<Ack> remove(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        return participants
                .remove(caller, thread, Invitation.bot(frame), Via.WS)
                .map(removed ->
                        new RemovalAck(ParticipantFrames.REMOVE.type(), thread, thread, removed.bot(), removed.at()));
    }

    /**
     * @param alreadyJoined whether the bot took part before
     * @param timestamp since when it takes part, ms
     */
    record InvitationAck(
            String operation,
            ThreadId resourceId,
            ThreadId threadId,
            BotId botId,
            boolean alreadyJoined,
            long timestamp)
            implements Ack {

        private static InvitationAck of(ThreadId thread, ThreadParticipants.Invited invited) {
            Member member = invited.member();
            return new InvitationAck(
                    ParticipantFrames.INVITE.type(),
                    thread,
                    thread,
                    member.bot(),
                    invited.alreadyIn(),
                    member.joinedAt());
        }
    }

    /** What became of the wish to join: {@code status} tells the variants apart. */
    sealed interface JoinAck extends Ack {

        ThreadId threadId();

        String status();

        private static JoinAck of(ThreadId thread, Joining.Outcome outcome) {
            String operation = ParticipantFrames.JOIN.type();
            if (outcome instanceof Joining.Outcome.Joined joined) {
                return new JoinedAck(operation, thread, thread, "joined", joined.at(), joined.at());
            }
            if (outcome instanceof Joining.Outcome.Pending pending) {
                return new JoinPendingAck(operation, thread, thread, "pending", pending.request());
            }
            long since = ((Joining.Outcome.AlreadyIn) outcome).since();
            return new AlreadyJoinedAck(operation, thread, thread, "already_joined", since);
        }
    }

    record JoinedAck(
            String operation, ThreadId resourceId, ThreadId threadId, String status, long joinedAt, long timestamp)
            implements JoinAck {}

    record AlreadyJoinedAck(String operation, ThreadId resourceId, ThreadId threadId, String status, long timestamp)
            implements JoinAck {}

    /** The contract gives this one no timestamp: nothing has been decided yet. */
    record JoinPendingAck(
            String operation, ThreadId resourceId, ThreadId threadId, String status, JoinRequestId requestId)
            implements JoinAck {}

    /** @param timestamp when it left, ms */
    record LeaveAck(String operation, ThreadId resourceId, ThreadId threadId, long timestamp) implements Ack {}

    /** @param timestamp when it was removed, ms */
    record RemovalAck(String operation, ThreadId resourceId, ThreadId threadId, BotId botId, long timestamp)
            implements Ack {}
}
