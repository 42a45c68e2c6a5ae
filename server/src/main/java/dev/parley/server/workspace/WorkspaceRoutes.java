package dev.parley.server.workspace;

import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** The first thing a bot's owner sees. */
public final class WorkspaceRoutes implements Routes {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    private final WorkspaceService workspaces;

    public WorkspaceRoutes(WorkspaceService workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/me/workspace", Access.bot(Scope.READ), this::workspace, WorkspaceDocs.WORKSPACE);
    }

    private Mono<Reply> workspace(Call call) {
        return workspaces.workspace(call.bot(), stretch(call)).map(Reply::ok);
    }

    /** A cursor that is none means the first page. */
    private static WorkspaceService.Stretch stretch(Call call) {
        return new WorkspaceService.Stretch(
                call.query("dm_cursor").flatMap(DirectCursor::parse).orElse(DirectCursor.START),
                call.limit("dm_limit", DEFAULT_LIMIT, MAX_LIMIT),
                call.query("thread_cursor").flatMap(ThreadCursor::parse).orElse(ThreadCursor.START),
                call.limit("thread_limit", DEFAULT_LIMIT, MAX_LIMIT));
    }
}
