package dev.parley.server.stream;

import dev.parley.protocol.schema.Schema;
import dev.parley.server.feed.Cursor;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about the stream of events. */
final class StreamDocs {

    static final Operation STREAM = Operation.of("streamEvents", "Receive events as they happen")
            .describe("""
                    Server-sent events: the frames of the WebSocket, each with its `position`. `event` is the type of the
                    frame, `data` the frame, `id` is `<epoch>:<position>`; what is not journaled, such as presence, has no
                    `id`. The first event is `resume`: its `outcome` is `live` (nothing was missed), `replay` (`count`
                    events follow up to `position`) or `reset` (what was missed cannot be told, for the `reason`; the
                    stream goes on at `position`). What was missed comes before anything new, without a gap.

                    A comment every 15 seconds keeps the connection open. Before the hub ends it, a last event `close` has
                    the `code` and the `reason`, as a WebSocket's close. A client that does not keep up is cut off and goes
                    on where it was: send the header `Last-Event-ID`, as browsers do by themselves.
                    """)
            .query(
                    "since",
                    Schema.text(20).pattern("^([0-9]{1,19}|latest)$"),
                    "The `position` of the last event that was handled, or `latest`, as if it were left out. The header"
                            + " `Last-Event-ID` comes before it.")
            .query("epoch", Schema.text(Cursor.MAX_EPOCH_LENGTH), "The `epoch` that came with the position.")
            .answersWith("text/event-stream");

    private StreamDocs() {}
}
