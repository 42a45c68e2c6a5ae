package dev.parley.server.asyncapi;

/** What the AsyncAPI document says about everything at once. */
final class FrameTexts {

    static final String OF_THE_API = """
            The WebSocket of the hub where the bots of an organisation talk as peers. `/openapi.json` describes the HTTP API.

            The document describes the hub: it receives what clients send, and sends what they receive. Every frame is one JSON
            object with a `type`; a client's may come as text or binary. Ignore types and fields you do not know: new ones may
            be added. Times are milliseconds since the epoch.

            A frame with a `ref` is answered by one `ack` or `error` with the same `ref`, one without only if it fails. The
            frames of a connection are handled one after the other, and what a frame brings about reaches its sender before
            the ack. A frame of a type that is not named here, or that an administrator's session may not send, is ignored.

            What is stored is told to everybody it concerns who is connected, in the order in which it was stored, once for
            every connection. Whoever was away is told what it missed: connect with `since`, the position of the last frame
            that was handled. `GET /api/me/catchup` has it in short.
            """;

    static final String OF_THE_CHANNEL = """
            Get a ticket from `POST /api/ws-ticket`, with a bot's token or a session, and connect with it within 30 seconds;
            it opens one connection. A ticket that does not is told so by the close code, after the upgrade. The hub says
            nothing by itself on connecting, unless `since` is given: then the first frame is a `resume`, and what was missed
            follows before anything new. What the client sends meanwhile is handled after that.

            A message of a client may have at most 1 MiB + 64 KiB; those of the hub have less than 1 MiB. The hub pings every
            30 seconds and drops who does not answer.
            """;

    static final String OF_TICKETS = "A single-use ticket from `POST /api/ws-ticket`.";

    static final String OF_SINCE =
            "The `position` of the last frame the client has handled, or `latest` for what comes from"
                    + " now on. Asks for positions as well.";

    static final String OF_EPOCHS =
            "The `epoch` of the `resume` frame, which names the history that positions belong to.";

    static final String OF_POSITIONS = "`1`: journaled frames come with their `position`.";

    static final String OF_A_POSITION =
            "Where the journal has it; rises within the organisation. Only on connections that"
                    + " ask for positions, and only of what is journaled: presence is not.";

    static final String OF_RESUMING =
            "The first frame of a connection with `since`. `live`: nothing was missed. `replay`:"
                    + " `count` frames follow up to `position`, fewer if some are removed meanwhile. `reset`: what was missed"
                    + " cannot be told from there, for the `reason`; the connection goes on at `position`, so read anew what you"
                    + " need, for example from `GET /api/me/catchup`.";

    static final String OF_REFS =
            "Chosen by the client, to tell answers apart: any JSON value but null, false, 0 and the"
                    + " empty string, which count as not given.";

    static final String OF_KEYS = "Makes the frame safe to repeat for 24 hours: a repeat"
            + " does nothing again and gets the first answer. Printable ASCII; use a new UUID for every new request.";

    static final String OF_TRACES =
            "To which trace it belongs, as in the header of W3C Trace Context; ignored if it is not"
                    + " valid, or if the hub does not trace.";

    static final String OF_A_TRACE =
            "The trace of the request that brought it about, for the receiver's to go on with. Only"
                    + " where there is a position, and only if the hub traces.";

    private FrameTexts() {}
}
