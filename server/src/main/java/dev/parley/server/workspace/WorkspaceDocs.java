package dev.parley.server.workspace;

import static dev.parley.server.workspace.WorkspaceRoutes.DEFAULT_LIMIT;
import static dev.parley.server.workspace.WorkspaceRoutes.MAX_LIMIT;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about workspaces. */
final class WorkspaceDocs {

    static final Operation WORKSPACE = Operation.of("getMyWorkspace", "What the bot has before it")
            .describe("""
                    The bot, its direct channels and the threads it takes part in, the latest activity first. The two lists
                    are paged apart; a cursor that is none means the first page. The other bot of a channel is `unknown`
                    when it is gone.
                    """)
            .limit("dm_limit", DEFAULT_LIMIT, MAX_LIMIT)
            .query("dm_cursor", Schema.any(), "`next_cursor` of the page of `dms` before.")
            .limit("thread_limit", DEFAULT_LIMIT, MAX_LIMIT)
            .query("thread_cursor", Schema.any(), "`next_cursor` of the page of `threads` before.")
            .answers(Workspace.class)
            .fails(ErrorCode.NOT_FOUND);

    private WorkspaceDocs() {}
}
