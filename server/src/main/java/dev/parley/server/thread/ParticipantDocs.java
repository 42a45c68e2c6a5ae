package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.Participation;
import dev.parley.server.http.Done;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about who takes part in threads. */
final class ParticipantDocs {

    private static final String THREAD = "The thread's id.";

    static final Operation JOIN = Operation.of("joinThread", "Join a thread, or ask to")
            .once()
            .describe("""
                    `open`: the bot is in (`joined`). `approval`: it asks, and waits for a participant to decide (202 `pending`).
                    `invite_only`: refused. Who is in already is told so (`already_joined`). Whoever knows the id of a thread may
                    join, unless it is private.
                    """)
            .path("id", THREAD)
            .answers(ParticipantRoutes.Admission.class)
            .answers(ParticipantRoutes.Standing.class)
            .answers(202, ParticipantRoutes.PendingJoin.class)
            .fails(
                    ErrorCode.NOT_FOUND,
                    ErrorCode.THREAD_CLOSED,
                    ErrorCode.INVITE_ONLY,
                    ErrorCode.ALREADY_REQUESTED,
                    ErrorCode.CONFLICT);

    static final Operation INVITE = Operation.of("inviteToThread", "Make a bot a participant of a thread")
            .once()
            .describe("A bot that takes part already stays as it is, and with a `label` that is a 409: labels do not"
                    + " change.")
            .path("id", THREAD)
            .body(Invitation.in(Schema.object()))
            .answers(Participation.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED, ErrorCode.CONFLICT)
            .failsAs(400, ErrorCode.BOT_NOT_ACTIVE);

    static final Operation REMOVE = Operation.of("removeFromThread", "Leave a thread, or remove another participant")
            .once()
            .describe("Leaving is always allowed, but not to the last participant.")
            .path("id", THREAD)
            .answers(Done.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED);

    static final Operation REQUESTS = Operation.of(
                    "listJoinRequests", "Who waits to be let into a thread, oldest first")
            .describe("At most " + JoinDecisions.MAX_LISTED
                    + ". Deciding on them, and so seeing them, needs the permission"
                    + " to manage the thread or to invite.")
            .path("id", THREAD)
            .answers(List.class, JoinRequest.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    static final Operation APPROVE = Operation.of("approveJoinRequest", "Let a bot into a thread that asked to join")
            .once()
            .path("id", THREAD)
            .answers(ParticipantRoutes.Admission.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED, ErrorCode.CONFLICT);

    static final Operation REJECT = Operation.of("rejectJoinRequest", "Turn down a bot that asked to join a thread")
            .once()
            .describe("It may ask again.")
            .path("id", THREAD)
            .answers(ParticipantRoutes.Standing.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    private ParticipantDocs() {}
}
