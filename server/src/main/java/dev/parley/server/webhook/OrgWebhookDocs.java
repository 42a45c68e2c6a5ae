package dev.parley.server.webhook;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about the webhooks of an organisation's bots. */
final class OrgWebhookDocs {

    static final Operation SHOW = of("getBotWebhook", "How the deliveries to a bot's webhook go")
            .describe("As `GET /api/me/webhook` shows it to the bot, but of `url` only the scheme and the host: what"
                    + " comes after them may be a secret.")
            .answers(OwnWebhook.class);

    static final Operation TEST = of("testBotWebhook", "Try whether a bot's webhook works")
            .describe("As `POST /api/me/webhook/test`, and under the bot's limit.")
            .answers(PingResult.class)
            .fails(ErrorCode.RATE_LIMITED);

    static final Operation REPLAY = of("replayBotWebhook", "Let delivery to a bot's webhook go on from a position")
            .describe("As `POST /api/me/webhook/replay`.")
            .body(WebhookDocs.POSITION)
            .answers(OwnWebhook.class)
            .fails(ErrorCode.CONFLICT);

    static final Operation DELIVERIES = of("listBotWebhookDeliveries", "What was posted to a bot lately, newest first")
            .describe("As `GET /api/me/webhook/deliveries`; empty for a bot without a webhook.")
            .query("before", Schema.id(), "The `id` of the last one of the page before.")
            .limit("limit", WebhookRoutes.DEFAULT_LIMIT, WebhookRoutes.MAX_LIMIT)
            .answers(Deliveries.class);

    static final Operation DEAD_LETTERS = of("listBotWebhookDeadLetters", "What was given up for a bot, newest first")
            .describe("As `GET /api/me/webhook/dead-letters`; empty for a bot without a webhook.")
            .query("before", Schema.integer(0), "The `position` of the last one of the page before.")
            .limit("limit", WebhookRoutes.DEFAULT_LIMIT, WebhookRoutes.MAX_LIMIT)
            .answers(DeadLetters.class);

    private OrgWebhookDocs() {}

    private static Operation of(String id, String summary) {
        return Operation.of(id, summary).path("bot_id", "The bot's id.").fails(ErrorCode.NOT_FOUND);
    }
}
