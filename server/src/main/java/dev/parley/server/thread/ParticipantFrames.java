package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.BotReference;
import dev.parley.server.thread.ParticipantOperations.InvitationAck;
import dev.parley.server.thread.ParticipantOperations.JoinAck;
import dev.parley.server.thread.ParticipantOperations.LeaveAck;
import dev.parley.server.thread.ParticipantOperations.RemovalAck;
import dev.parley.server.ws.Operation;

/** What the AsyncAPI document says about the frames on who takes part in threads. */
final class ParticipantFrames {

    static final Operation INVITE = Operation.of("thread_invite", Scope.THREAD, "Make a bot a participant of a thread")
            .describe(
                    "A bot that takes part already stays as it is, and with a `label` that is a CONFLICT: labels do not"
                            + " change.")
            .takes(Invitation.in(ThreadFrames.inThread()))
            .acks(InvitationAck.class)
            .fails(ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED, ErrorCode.FORBIDDEN, ErrorCode.CONFLICT);

    static final Operation JOIN = Operation.of("thread_join", Scope.THREAD, "Join a thread, or ask to")
            .describe("`open`: the bot is in (`joined`). `approval`: it asks, and waits for a participant to decide"
                    + " (`pending`). `invite_only`: refused. Who is in already is told so (`already_joined`).")
            .takes(ThreadFrames.inThread())
            .acks(JoinAck.class)
            .fails(ErrorCode.THREAD_CLOSED, ErrorCode.INVITE_ONLY, ErrorCode.ALREADY_REQUESTED, ErrorCode.CONFLICT);

    static final Operation LEAVE = Operation.of("thread_leave", Scope.THREAD, "Leave a thread")
            .describe("Always allowed, but not to the last participant.")
            .takes(ThreadFrames.inThread())
            .acks(LeaveAck.class)
            .fails(ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED);

    static final Operation REMOVE = Operation.of(
                    "thread_remove_participant", Scope.THREAD, "Remove a participant from a thread")
            .describe("To leave oneself is always allowed, but not to the last participant.")
            .takes(ThreadFrames.inThread().required("bot_id", BotReference.SCHEMA))
            .acks(RemovalAck.class)
            .fails(ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED, ErrorCode.FORBIDDEN);

    private ParticipantFrames() {}
}
