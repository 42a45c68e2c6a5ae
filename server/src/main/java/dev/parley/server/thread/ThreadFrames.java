package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Scope;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.thread.ThreadOperations.ThreadCreationAck;
import dev.parley.server.thread.ThreadOperations.ThreadMessageAck;
import dev.parley.server.thread.ThreadOperations.ThreadUpdateAck;
import dev.parley.server.ws.Operation;

/** What the AsyncAPI document says about the frames by which bots work in threads. */
public final class ThreadFrames {

    static final Operation CREATE = Operation.of("thread_create", Scope.THREAD, "Begin a thread")
            .describe(
                    "The sender and the bots named take part at once. Every attempt counts towards the rate limit. Policy,"
                            + " visibility and join policy can be set over HTTP only: here the thread is public and open.")
            .takes(NewThread.SCHEMA)
            .acks(ThreadCreationAck.class)
            .fails(ErrorCode.RATE_LIMITED);

    static final Operation UPDATE = Operation.of("thread_update", Scope.THREAD, "Change a thread")
            .describe("At least one of `status`, `context` and `topic` must be given; all are changed or none. What may"
                    + " become what is told at `PATCH /api/threads/{id}` of the HTTP API.")
            .takes(ThreadPatch.in(inThread())
                    .optional(
                            "expected_revision",
                            Schema.integer(1)
                                    .orNull()
                                    .describe("Makes sure that nobody changed the thread since this revision.")))
            .acks(ThreadUpdateAck.class)
            .fails(ErrorCode.JOIN_REQUIRED, ErrorCode.THREAD_CLOSED, ErrorCode.FORBIDDEN, ErrorCode.REVISION_CONFLICT);

    private ThreadFrames() {}

    /** A frame about a thread. */
    public static Schema inThread() {
        return Schema.object().required("thread_id", Schema.id());
    }

    /** @param maxLength of a content, in UTF-16 code units */
    static Operation send(int maxLength) {
        return Operation.of("send_thread_message", Scope.THREAD, "Send a message to a thread")
                .describe(
                        "`@name` in the content mentions a participant, `@all` everybody. Every attempt counts towards the"
                                + " rate limit.")
                .takes(ThreadPost.in(inThread(), ContentRule.OBJECTS, maxLength))
                .acks(ThreadMessageAck.class)
                .fails(
                        ErrorCode.RATE_LIMITED,
                        ErrorCode.THREAD_CLOSED,
                        ErrorCode.JOIN_REQUIRED,
                        ErrorCode.WRITE_PERMISSION_DENIED);
    }
}
