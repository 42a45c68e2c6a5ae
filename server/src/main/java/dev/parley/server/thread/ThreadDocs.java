package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.schema.Schema;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.PermissionPolicy;
import dev.parley.protocol.thread.ThreadDetail;
import dev.parley.protocol.thread.ThreadListing;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about threads. */
final class ThreadDocs {

    static final Operation CREATE = Operation.of("createThread", "Begin a thread")
            .once()
            .describe("The caller and the bots named take part at once. A private thread is always `invite_only`. Every"
                    + " attempt counts towards the rate limit. The header `ETag` has the thread's revision.")
            .body(NewThread.SCHEMA
                    .optional("permission_policy", PermissionPolicy.SCHEMA)
                    .optional("visibility", Schema.oneOf(Visibility.class).orNull())
                    .optional("join_policy", Schema.oneOf(JoinPolicy.class).orNull()))
            .answers(HubThread.class)
            .fails(ErrorCode.RATE_LIMITED, ErrorCode.NOT_FOUND);

    static final Operation LIST = Operation.of("listThreads", "Threads, by latest activity")
            .describe("""
                    `scope=org`: pages of all threads the bot may know of, each with `is_participant`; 20 at a time by default, 50
                    at most. With any of `cursor`, `q` and `limit`: pages of those it takes part in. With none of them: the first
                    %d of those as an array.
                    """.formatted(ThreadRoutes.MAX_LEGACY))
            .query("scope", Schema.any(), "`org`; anything else counts as not given.")
            .query("status", Schema.oneOf(ThreadStatus.class), "The threads of this status only.")
            .query("q", Schema.text(ThreadRoutes.MAX_QUERY_LENGTH), "Part of the topic, whatever the case.")
            .query("cursor", Schema.any(), "`next_cursor` of the page before; any other text begins anew.")
            .limit("limit", 50, 200)
            .answers(List.class, ThreadListing.class)
            .answers(Page.class, ThreadListing.class);

    static final Operation GET = Operation.of("getThread", "A thread and everyone in it")
            .describe("The header `ETag` has the thread's revision.")
            .path("id", "The thread's id.")
            .answers(ThreadDetail.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    static final Operation UPDATE = Operation.of("updateThread", "Change a thread")
            .once()
            .describe("""
                    At least one field must be given; all are changed or none. `If-Match` with the revision of the thread as in
                    its `ETag` makes sure that nobody changed it meanwhile. From `active` a thread may become everything else,
                    from `reviewing` `active`, `resolved` or `closed`, and from the others `active`; to the same status is no
                    change and refused. A `resolved` or `closed` thread takes nothing but a new status, with anything beside it.
                    Policy, visibility and join policy need the permission to manage, `resolved` and `closed` one of their own.
                    """)
            .path("id", "The thread's id.")
            .body(ThreadPatch.in(Schema.object())
                    .optional("permission_policy", PermissionPolicy.SCHEMA)
                    .optional("visibility", Schema.oneOf(Visibility.class))
                    .optional("join_policy", Schema.oneOf(JoinPolicy.class)))
            .answers(HubThread.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED, ErrorCode.REVISION_CONFLICT);

    private ThreadDocs() {}
}
