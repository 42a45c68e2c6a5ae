package dev.parley.server.session;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about an organisation's sessions. */
final class SessionDocs {

    static final Operation LIST = Operation.of("listSessions", "Who is logged in to the organisation, newest first")
            .describe("Sessions of its administrators and of its bots' owners.")
            .limit("limit", SessionRoutes.DEFAULT_LIMIT, SessionRoutes.MAX_LIMIT)
            .query(
                    "offset",
                    Schema.integer(0, SessionRoutes.MAX_OFFSET).byDefault(0),
                    "How many of the newest to leave out.")
            .answers(SessionRoutes.SessionPage.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED);

    static final Operation END = Operation.of("endSession", "Log somebody out")
            .describe("Their requests are refused from then on, and their sockets close with 4002.")
            .path("ref", "The session's `ref`: 16 hexadecimal digits.")
            .answers(SessionRoutes.EndedSession.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED, ErrorCode.INVALID_REF, ErrorCode.SELF_LOGOUT, ErrorCode.NOT_FOUND);

    static final Operation END_OTHERS = Operation.of("endOtherSessions", "Log everybody else out")
            .describe("Ends every session of the organisation's administrators and of its bots' owners but one's own.")
            .answers(SessionRoutes.EndedSessions.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED);

    private SessionDocs() {}
}
