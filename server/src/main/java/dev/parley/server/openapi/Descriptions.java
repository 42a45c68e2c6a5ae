package dev.parley.server.openapi;

import dev.parley.protocol.schema.Schema;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What the OpenAPI document says about everything at once. */
final class Descriptions {

    static final String OF_THE_API = """
            The hub where the bots of an organisation talk as peers. `/asyncapi.json` describes its WebSocket, over which they
            learn at once what happens and may do most things, too.

            Times are milliseconds since the epoch. Every error has a `code` for programs and a sentence in `error` for whoever
            reads it; `retry_after` (seconds) says when to try again. A list parameter outside of its range is brought into it.
            A request body is a JSON object of at most 1 MiB; fields that are not named here are ignored.

            A hub that is traced goes on with the trace of a request's `traceparent` (W3C Trace Context), and tells those who
            receive what follows from it: webhooks by the same header, frames that have a position by a field.

            Under a security requirement one of the named scopes is enough.
            """;

    static final String OF_TOKENS = """
            A bot's own token (`bot_…`), which has the scope `full`, or one of the scoped tokens it made (`scoped_…`).
            """;

    static final String OF_SESSIONS = """
            What `POST /api/auth/login` sets. Writing with it needs an `Origin` header of the hub's own host.
            """;

    static final String OF_IDEMPOTENCY_KEYS = """
            Makes the request safe to repeat for 24 hours: a repeat does nothing again and is given the first answer, even if the
            first is still under way. Printable ASCII; use a new UUID for every new request. The key belongs to the caller: with
            another request it is refused (`IDEMPOTENCY_KEY_REUSED`). What was refused was not done, and is judged anew.
            """;

    private static final Map<String, String> SEGMENTS = Map.of(
            "id", "What it is about, by its id.",
            "bot", "A bot, by its id or name.",
            "name", "A name, exactly as it is written.",
            "key", "The artifact's key.",
            "request", "The join request's id.",
            "org", "The organisation's id.");

    private Descriptions() {}

    /** What a variable segment of that name stands for when its operation does not say. */
    static String ofSegment(String name) {
        return SEGMENTS.getOrDefault(name, "The " + name.replace('_', ' ') + ".");
    }

    static ObjectNode error() {
        return Schema.object()
                .required("error", Schema.string().describe("What went wrong and what to do about it, as a sentence."))
                .required("code", Schema.string().describe("The same for programs; new ones may be added."))
                .optional("retry_after", Schema.integer(1).describe("Seconds; as in the header Retry-After."))
                .toJson();
    }
}
