package dev.parley.server.catchup;

import dev.parley.protocol.catchup.CatchUpCount;
import dev.parley.protocol.catchup.CatchUpPage;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about catch-up. */
final class CatchUpDocs {

    private static final Schema TIME = Schema.integer(0);
    private static final String SINCE = "Required. Later than this, in ms.";

    static final Operation LIST = Operation.of("listMissedEvents", "What a bot missed since a time, oldest first")
            .describe("""
                    The server keeps no read position: the bot says since when. Messages of one thread or channel are one event
                    with a `count`, and so are artifact versions of one thread. Such an event is another one, with a new id and
                    at the end, when one more is added; so an event may come twice but none is skipped. While `has_more` is true
                    go on with `cursor` and the same `since`.
                    """)
            .query("since", TIME, SINCE)
            .query("cursor", Schema.any(), "`cursor` of the page before; any other text begins anew.")
            .limit("limit", CatchUpRoutes.DEFAULT_LIMIT, CatchUpRoutes.MAX_LIMIT)
            .answers(CatchUpPage.class);

    static final Operation COUNT = Operation.of("countMissedEvents", "How many events a bot missed since a time")
            .describe(
                    "As many as all pages of `GET /api/me/catchup` have together: one that stands for several messages"
                            + " counts once.")
            .query("since", TIME, SINCE)
            .answers(CatchUpCount.class);

    private CatchUpDocs() {}
}
