package dev.parley.server.webhook;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Done;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about a bot's own webhook. */
final class WebhookDocs {

    /** From where on there is to be delivered. */
    static final Schema POSITION =
            Schema.object().required("position", Schema.integer(0).describe("Of an event, or 0; not beyond `latest`."));

    static final Operation SHOW = Operation.of("getMyWebhook", "Where the bot's events are posted, and how that goes")
            .describe("""
                Everything up to `position` was delivered, was given up or is not for the webhook; `latest` is where the
                journal ends. Secrets are never shown.
                """)
            .answers(OwnWebhook.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation PUT = Operation.of("putMyWebhook", "Have the bot's events posted somewhere")
            .describe("""
                A new webhook gets what happens from then on. One that changes goes on where it is; at another address
                nothing has failed yet. A secret that is replaced here is good no more at once: to keep it for a while,
                use `POST /api/me/webhook/secret`.
                """)
            .body(PutWebhook.SCHEMA)
            .answers(OwnWebhook.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation REMOVE = Operation.of("deleteMyWebhook", "Have the bot's events posted no more")
            .describe("What was undelivered, tried and given up is forgotten.")
            .answers(Done.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation ROTATE = Operation.of("rotateMyWebhookSecret", "Give the webhook another secret")
            .describe("""
                For a day, or as long as is said, the secret before signs, too, so that a receiver may learn of the new one
                in between. The secret is shown this once. Whoever gives the secret himself may repeat the request: the
                secret that the webhook has already changes nothing.
                """)
            .body(RotateSecret.SCHEMA)
            .answers(NewWebhookSecret.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation TEST = Operation.of("testMyWebhook", "Try whether the webhook works")
            .describe("""
                Posts `{"webhook_version":"1","type":"ping",…}` now and once, signed as events are, and tells how that
                went; a receiver has ten seconds. It does not count as a failure. At most ten in any minute.
                """)
            .answers(PingResult.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.RATE_LIMITED);

    static final Operation REPLAY = Operation.of("replayMyWebhook", "Let delivery go on from a position")
            .describe("""
                What comes after the position is delivered, be it once more; what was given up after it is not given up any
                more. `CONFLICT` means that the journal does not reach back that far: `earliest_position` in the error is
                where it begins.
                """)
            .body(POSITION)
            .answers(OwnWebhook.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT);

    static final Operation DELIVERIES = Operation.of("listMyWebhookDeliveries", "What was posted lately, newest first")
            .describe("Kept for " + WebhookHistory.ATTEMPTS_KEPT.toDays() + " days, about the last "
                    + WebhookHistory.MAX_ATTEMPTS
                    + " of them; of very many at once some are left out. `position` 0 is a test.")
            .query("before", Schema.id(), "The `id` of the last one of the page before.")
            .limit("limit", WebhookRoutes.DEFAULT_LIMIT, WebhookRoutes.MAX_LIMIT)
            .answers(Deliveries.class);

    static final Operation DEAD_LETTERS = Operation.of("listMyWebhookDeadLetters", "What was given up, newest first")
            .describe("Kept for " + WebhookHistory.DEAD_LETTERS_KEPT.toDays() + " days, about the last "
                    + WebhookHistory.MAX_DEAD_LETTERS
                    + " of them. To have it delivered after all, replay from before it. The type `expired` stands for"
                    + " all that left the journal undelivered, up to the position.")
            .query("before", Schema.integer(0), "The `position` of the last one of the page before.")
            .limit("limit", WebhookRoutes.DEFAULT_LIMIT, WebhookRoutes.MAX_LIMIT)
            .answers(DeadLetters.class);

    private WebhookDocs() {}
}
