package dev.parley.server.stats;

import dev.parley.server.http.Operation;

/** What the OpenAPI document says about statistics. */
final class StatsDocs {

    static final Operation STATS = Operation.of("getStats", "How busy the hub is")
            .describe("Counted once a minute. Large numbers are estimates.")
            .answers(StatsService.Stats.class);

    static final Operation CONFIG =
            Operation.of("getConfig", "The protocol and the scopes there are").answers(StatsRoutes.ServerConfig.class);

    static final Operation PRESENCE = Operation.of("getSystemPresence", "That the hub is there")
            .describe("For old clients; it lists no bots.")
            .answers(StatsRoutes.SystemPresence.class);

    private StatsDocs() {}
}
