package dev.parley.server.ticket;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Deleted;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about registration tickets. */
final class TicketDocs {

    static final Operation CREATE = Operation.of("createTicket", "Make a ticket with which a bot can register")
            .body(Schema.object()
                    .optional("reusable", Schema.any().describe("`true` for more than one bot; all else is false."))
                    .optional(
                            "skip_approval",
                            Schema.any().describe("`true` to let bots in without approval; all else is false."))
                    .optional(
                            "expires_in",
                            Schema.any().describe("Seconds, at most a century; 0 for never. All else is 1800.")))
            .answers(TicketRoutes.CreatedTicket.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation LIST = Operation.of("listTickets", "The tickets that can still be used, newest first")
            .limit("limit", TicketRoutes.DEFAULT_LIMIT, TicketRoutes.MAX_LIMIT)
            .query("cursor", Schema.string(), "`cursor` of the page before.")
            .answers(TicketRoutes.TicketListing.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED);

    static final Operation REVOKE = Operation.of("revokeTicket", "Make a ticket unusable")
            .path("id", "The ticket's id, or the ticket itself.")
            .answers(Deleted.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.ORG_CONTEXT_REQUIRED);

    private TicketDocs() {}
}
