package dev.parley.server.overview;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** How an organisation fares, for those who administer it. */
public final class OverviewRoutes implements Routes {

    private static final int DAY = 24;
    private static final int WEEK = 7 * DAY;

    private static final Operation DOCS = Operation.of("getOverview", "How the organisation fares")
            .describe("Counted every few seconds, however many ask.")
            .query(
                    "hours",
                    Schema.integer(1, WEEK).byDefault(DAY),
                    "Of how many hours the messages are counted; what is outside is brought into the range.")
            .answers(Overview.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED);

    private final OverviewService overviews;

    public OverviewRoutes(OverviewService overviews) {
        this.overviews = overviews;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/org/overview", Access.orgAdmin(), this::overview, DOCS);
    }

    private Mono<Reply> overview(Call call) {
        return overviews.overview(call.caller(), call.limit("hours", DAY, WEEK)).map(Reply::ok);
    }
}
