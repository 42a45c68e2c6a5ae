package dev.parley.server.stats;

import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.health.HealthRoutes;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** What anybody may know about the hub: how busy it is, and two things that old clients ask. */
public final class StatsRoutes implements Routes {

    private final StatsService stats;
    private final String environmentName;
    private final Clock clock;

    /** @param environmentName what the operator calls this installation */
    public StatsRoutes(StatsService stats, String environmentName, Clock clock) {
        this.stats = stats;
        this.environmentName = environmentName;
        this.clock = clock;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/stats", Access.open(), this::stats, StatsDocs.STATS)
                .get("/api/config/get", Access.open(), call -> Mono.just(config()), StatsDocs.CONFIG)
                .get("/api/system-presence", Access.open(), call -> Mono.just(presence()), StatsDocs.PRESENCE);
    }

    private Mono<Reply> stats(Call call) {
        return stats.stats().map(Reply::ok);
    }

    private Reply config() {
        return Reply.ok(new ServerConfig(
                HealthRoutes.SERVER, HealthRoutes.PROTOCOL_VERSION, environmentName, List.of(Scope.values())));
    }

    private Reply presence() {
        return Reply.ok(new SystemPresence(
                List.of(), true, clock.millis(), "Bots are not listed here: ask GET /api/bots with a token"));
    }

    record ServerConfig(String server, String version, String env, List<Scope> scopes) {}

    /**
     * Presence as very old clients ask for it.
     *
     * @param bots always empty
     * @param online always true
     * @param presenceTs ms
     */
    record SystemPresence(List<Object> bots, boolean online, long presenceTs, String note) {}
}
