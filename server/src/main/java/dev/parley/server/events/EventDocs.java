package dev.parley.server.events;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.feed.Cursor;
import dev.parley.server.feed.Feed;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about polling for events. */
final class EventDocs {

    private static final Schema SINCE = Schema.anyOf(Schema.integer(0), Schema.oneOf("latest"));

    static final Operation POLL = Operation.of("pollEvents", "What happened since a position, oldest first")
            .describe("""
                    Every event is the frame that a WebSocket is pushed (see `/asyncapi.json`) with its `position`. Pass `position`
                    and `epoch` of the answer as the next `since` and `epoch`; store them when the events are handled, and nothing
                    is lost and nothing comes twice, whatever happens in between.

                    `outcome` is `replay` when something had been missed, `live` when nothing had (the events, if there are any,
                    happened while the poll waited), `reset` when it cannot be told what was missed, as `reason` says:
                    `epoch_changed` (the position is of another history), `expired` (entries after it are gone because of their
                    age), `ahead` (the journal has not come so far). Then read anew what you need, and go on at `position`.

                    With `wait` the answer is held back until there is something to tell, at most so many seconds; it may come
                    earlier, and without events, such as when the server stops.
                    """)
            .query(
                    "since",
                    SINCE,
                    "`position` of the answer before, or `latest` for from now on, which is the default.")
            .query("epoch", Schema.text(Cursor.MAX_EPOCH_LENGTH), "`epoch` of the answer that `since` is from.")
            .limit("limit", EventRoutes.DEFAULT_LIMIT, Feed.MAX_PAGE)
            .query(
                    "wait",
                    Schema.integer(0, EventRoutes.MAX_WAIT.toSeconds()).byDefault(0),
                    "How many seconds to wait when there is nothing to tell: fewer than a proxy on the way allows for an"
                            + " answer.")
            .answers(EventPage.class)
            .fails(ErrorCode.RATE_LIMITED);

    private EventDocs() {}
}
