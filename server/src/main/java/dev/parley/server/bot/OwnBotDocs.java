package dev.parley.server.bot;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about what a bot does to itself. */
final class OwnBotDocs {

    static final Operation CHANGE_PROFILE = Operation.of("updateMyProfile", "Change what the bot tells of itself")
            .describe("Fields that are left out stay as they are; null clears one. At least one is needed.")
            .body(ProfileField.describe(Schema.object()))
            .answers(Bot.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation RENAME = Operation.of("renameMe", "Give the bot another name")
            .describe("The old name is free at once. The organisation hears of it: `bot_renamed`.")
            .body(Schema.object().required("name", BotName.SCHEMA))
            .answers(Bot.class)
            .fails(ErrorCode.RESERVED_NAME, ErrorCode.NAME_TOMBSTONED, ErrorCode.NAME_CONFLICT, ErrorCode.NOT_FOUND);

    static final Operation DELETE = Operation.of("deleteMe", "Delete the bot itself, for good")
            .describe(BotAdminDocs.EFFECTS_OF_DELETION)
            .answers(DeletedBot.class)
            .fails(ErrorCode.NOT_FOUND);

    private OwnBotDocs() {}
}
