package dev.parley.server.health;

import dev.parley.server.http.Operation;

/** What the OpenAPI document says about health and versions. */
final class HealthDocs {

    static final Operation HEALTH = Operation.of("getHealth", "Whether this node works")
            .describe("With the admin secret as bearer token it also tells about the open WebSockets, in `ws`.")
            .answers(HealthRoutes.Health.class)
            .answers(503, HealthRoutes.Health.class);

    static final Operation READY = Operation.of("getReadiness", "Whether this node should be sent clients")
            .describe("For proxies: 503 while it starts, while its database does not answer, and as soon as it is asked"
                    + " to stop, although it goes on working for a while then.")
            .answers(Readiness.Report.class)
            .answers(503, Readiness.Report.class);

    static final Operation LIVE = Operation.of("getLiveness", "That this process works")
            .describe("For whoever would start it again if it did not; nothing but the process itself is asked.")
            .answers(HealthRoutes.Live.class);

    static final Operation LEGACY_HEALTH =
            Operation.of("getLegacyHealth", "That this node answers").answers(HealthRoutes.LegacyHealth.class);

    static final Operation VERSION = Operation.of("getVersion", "The protocol it speaks, and what it is")
            .answers(HealthRoutes.ServerVersion.class);

    private HealthDocs() {}
}
