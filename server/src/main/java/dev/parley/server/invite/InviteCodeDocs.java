package dev.parley.server.invite;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about invite codes. */
final class InviteCodeDocs {

    static final Operation CREATE = Operation.of("createInviteCode", "Make an invite code")
            .body(Schema.object()
                    .optional("label", Schema.text(CreateInviteCode.MAX_LABEL))
                    .optional(
                            "max_uses",
                            Schema.integer(0, Integer.MAX_VALUE)
                                    .byDefault(0)
                                    .describe("How many organisations it is good for; 0 for any number."))
                    .optional(
                            "expires_in",
                            Schema.any().describe("Seconds; 0 for ever. Whatever is no such number means 90 days.")))
            .answers(201, InviteCodeRoutes.CreatedInviteCode.class);

    static final Operation LIST = Operation.of("listInviteCodes", "All invite codes, newest first")
            .describe("Expired and used-up ones are among them.")
            .answers(List.class, InviteCodeRoutes.ListedInviteCode.class);

    static final Operation REVOKE = Operation.of("revokeInviteCode", "Revoke an invite code")
            .path("id", "The code's id, not the code itself.")
            .answersEmpty(204)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation FOUND = Operation.of("foundOrg", "Found an organisation with an invite code")
            .describe("""
                    Codes that are unknown, expired, used up or revoked cannot be told apart. Guessing them is limited by
                    address.
                    """)
            .body(Schema.object()
                    .required("invite_code", Schema.name(FoundOrg.MAX_CODE))
                    .required("name", Schema.name(FoundOrg.MAX_NAME)))
            .answers(201, InviteCodeRoutes.FoundedOrg.class)
            .fails(ErrorCode.INVALID_INVITE_CODE, ErrorCode.RATE_LIMITED);

    private InviteCodeDocs() {}
}
