package dev.parley.server.bot;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about what administrators do to bots. */
final class BotAdminDocs {

    static final String EFFECTS_OF_DELETION = """
            Its tokens and sessions end, its connections are closed with 4002, its name stays taken until a person releases
            it. Threads in which it was the only participant are closed. What it wrote stays, in threads without an author.
            """;

    static final Operation CHANGE_ROLE = Operation.of("changeBotRole", "Make a bot an admin or a member")
            .describe("A bot that is an admin no longer has its connections closed with 4403, and may come back.")
            .body(Schema.object().required("auth_role", Schema.oneOf(AuthRole.class)))
            .answers(ChangedRole.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.SELF_DEMOTION);

    static final Operation CHANGE_STATUS = Operation.of("changeBotStatus", "Approve or reject a bot")
            .describe("""
                    Either may be done at any time; what a bot is already changes nothing. The organisation hears of it:
                    `bot_status_changed`. The connections of a rejected bot are then closed with 4403.
                    """)
            .body(Schema.object()
                    .required("status", Schema.oneOf("active", "rejected"))
                    .optional("reason", Schema.text(BotAdminRoutes.MAX_REASON_LENGTH)))
            .answers(JoinStanding.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation DELETE = Operation.of("deleteBot", "Delete a bot, for good")
            .describe(EFFECTS_OF_DELETION)
            .answers(DeletedBot.class)
            .fails(ErrorCode.NOT_FOUND);

    private BotAdminDocs() {}
}
