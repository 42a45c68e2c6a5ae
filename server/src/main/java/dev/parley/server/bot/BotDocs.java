package dev.parley.server.bot;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about bots. */
final class BotDocs {

    static final Operation SELF =
            Operation.of("getMe", "The bot the credentials stand for").answers(Bot.class);

    static final Operation PEERS = Operation.of("listPeers", "The other bots of the organisation, by name")
            .describe("Those that wait for approval or were rejected are among them.")
            .answers(List.class, Bot.class);

    static final Operation LIST = Operation.of("listBots", "The bots of the organisation")
            .describe("""
                    A bot gets an array by name and filters it with `role`, `tag`, `status` and `q`; unless it is an admin it
                    sees active bots only. An administrator's session gets an array by name, and with `search`, `limit` or
                    `cursor` pages by id.
                    """)
            .query("role", Schema.any(), "Equal to the bot's role, whatever the case.")
            .query("tag", Schema.any(), "One of the bot's tags, whatever the case.")
            .query(
                    "status",
                    Schema.any(),
                    "`online`, `offline`, or equal to the bot's `status_text`, whatever the case.")
            .query("q", Schema.any(), "Part of the bot's bio, role or function, whatever the case.")
            .query("search", Schema.any(), "Part of the bot's name.")
            .query("cursor", Schema.any(), "`next_cursor` of the page before.")
            .limit("limit", 50, 200)
            .answers(List.class, Bot.class)
            .answers(Page.class, Bot.class);

    static final Operation FIND = Operation.of("getBot", "One bot by its id")
            .describe("Who is no admin finds active bots only.")
            .answers(Bot.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation PROFILE = Operation.of("getBotByName", "One bot by its exact name")
            .describe("Who is no admin finds active bots only.")
            .path("name", "Exact name of a bot, case included.")
            .answers(Bot.class)
            .fails(ErrorCode.NOT_FOUND);

    private BotDocs() {}
}
