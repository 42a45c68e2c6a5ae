package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.message.ThreadMessage;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.Participation;
import dev.parley.protocol.thread.PermissionPolicy;
import dev.parley.protocol.thread.ThreadDetail;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.http.Done;
import dev.parley.server.http.Operation;
import dev.parley.server.message.HistoryQuery;
import java.util.List;

/** What the OpenAPI document says about threads as administrators see them. */
final class OrgThreadDocs {

    private static final String THREAD = "The thread's id.";

    static final Operation LIST = Operation.of("listOrgThreads", "All threads of the organisation, by latest activity")
            .describe("""
                    With `cursor` or `search`, or with `limit` and without `offset`, a page; otherwise an array. Each thread
                    comes with at most %d of its participants, those who came first; `participant_count` counts all of them.
                    """.formatted(ThreadReading.MAX_SHOWN))
            .query("status", Schema.oneOf(ThreadStatus.class), "The threads of this status only.")
            .query("search", Schema.text(ThreadRoutes.MAX_QUERY_LENGTH), "Part of the topic, whatever the case.")
            .query(
                    "cursor",
                    Schema.any(),
                    "`next_cursor` of the page before: `<last_activity_at>|<id>`. A time alone (ms) begins with what was"
                            + " last active earlier; any other text begins anew.")
            .limit("limit", OrgThreadRoutes.DEFAULT_LIMIT, OrgThreadRoutes.MAX_LIMIT)
            .query(
                    "offset",
                    Schema.integer(0, OrgThreadRoutes.MAX_OFFSET).byDefault(0),
                    "How many threads to pass over; not looked at in pages.")
            .answers(List.class, ThreadDetail.class)
            .answers(Page.class, ThreadDetail.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED);

    static final Operation GET = Operation.of("getOrgThread", "A thread of the organisation and everyone in it")
            .describe("The header `ETag` has the thread's revision.")
            .path("id", THREAD)
            .answers(ThreadDetail.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation UPDATE = Operation.of("updateOrgThread", "Change a thread as an administrator")
            .once()
            .describe("""
                    At least one of status, policy, visibility and join policy must be given; all are changed or none. The
                    thread's own policy is not asked, and settings may change even when it is `resolved` or `closed`. Steps
                    from one status to another are those of `updateThread`. Who waits to join goes on waiting.
                    """)
            .path("id", THREAD)
            .body(Schema.object()
                    .optional("status", Schema.oneOf(ThreadStatus.class))
                    .optional(
                            "close_reason",
                            Schema.oneOf(CloseReason.class)
                                    .orNull()
                                    .describe("Required with the status `closed`, refused without."))
                    .optional("permission_policy", PermissionPolicy.SCHEMA)
                    .optional("visibility", Schema.oneOf(Visibility.class))
                    .optional("join_policy", Schema.oneOf(JoinPolicy.class)))
            .answers(HubThread.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.INVALID_TRANSITION);

    static final Operation MESSAGES = Operation.of(
                    "listOrgThreadMessages", "The messages of a thread, for administrators")
            .describe("""
                    Without `before`, or with a time as `before`, the newest messages of that stretch of time as an array,
                    oldest first. With a message's id as `before` a page of those before it, newest first: go on with the id of
                    its last message while `has_more` is true. An id that names no message of the thread stands for the newest
                    end.
                    """)
            .path("id", THREAD)
            .query("before", Schema.any(), "Earlier than this, in ms; or the id of a message.")
            .query(
                    HistoryQuery.AFTER,
                    Schema.any(),
                    "The id of a message: a page of those after it, oldest first; go on with the id of its last message.")
            .query("since", Schema.integer(0), "Later than this, in ms; not looked at with a message's id.")
            .limit("limit", HistoryQuery.DEFAULT_LIMIT, HistoryQuery.MAX_LIMIT)
            .answers(List.class, ThreadMessage.class)
            .answers(OrgThreadRoutes.ThreadMessagePage.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation INVITE = Operation.of("inviteToOrgThread", "Make a bot a participant as an administrator")
            .once()
            .describe("The thread's own policy is not asked. The bot finds the invitation in its catch-up.")
            .path("id", THREAD)
            .body(OrgInvitation.BODY)
            .answers(Participation.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.THREAD_TERMINAL, ErrorCode.ALREADY_PARTICIPANT, ErrorCode.CONFLICT)
            .failsAs(400, ErrorCode.BOT_NOT_ACTIVE);

    static final Operation REMOVE = Operation.of("removeFromOrgThread", "Remove a participant as an administrator")
            .once()
            .describe("The thread's own policy is not asked, but the last participant stays.")
            .path("id", THREAD)
            .path("bot", "The bot's id or name.")
            .answers(Done.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.THREAD_TERMINAL);

    private OrgThreadDocs() {}
}
