package dev.parley.server.bot;

import dev.parley.protocol.ErrorCode;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about registration. */
final class RegistrationDocs {

    static final Operation REGISTER = Operation.of("registerBot", "Bring a bot into an organisation")
            .describe("""
                    With the organisation's secret the bot becomes an admin, with a ticket a member. The token is shown this
                    once; while `join_status` is `pending` it opens nothing. A name that a deleted bot had is free again only
                    when an administrator has released it.
                    """)
            .body(RegisterBot.SCHEMA)
            .answers(RegistrationRoutes.RegisteredBot.class)
            .fails(ErrorCode.RESERVED_NAME, ErrorCode.INVALID_CREDENTIALS, ErrorCode.INVALID_TICKET)
            .fails(ErrorCode.TICKET_EXPIRED, ErrorCode.TICKET_CONSUMED, ErrorCode.ORG_SUSPENDED, ErrorCode.NOT_FOUND)
            .fails(ErrorCode.NAME_TOMBSTONED, ErrorCode.NAME_CONFLICT, ErrorCode.RATE_LIMITED);

    private RegistrationDocs() {}
}
