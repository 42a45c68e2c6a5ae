package dev.parley.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.server.auth.Access;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Tells load balancers and people whether the hub works, and clients what it is. */
public final class HealthRoutes implements Routes {

    /** The protocol level clients were written for. */
    public static final String PROTOCOL_VERSION = "1.7.2";

    /** The name clients test for. */
    public static final String SERVER = "hxa-connect";

    private final Readiness readiness;
    private final Fanout fanout;
    private final SocketReport report;
    private final Predicate<String> isAdminSecret;
    private final Clock clock;
    private final long startedAt;
    private final String implementation;

    /**
     * @param isAdminSecret compares a bearer token with the admin secret, in constant time
     * @param implementation name and version of this server
     */
    public HealthRoutes(
            Readiness readiness,
            Fanout fanout,
            SocketReport report,
            Predicate<String> isAdminSecret,
            Clock clock,
            String implementation) {
        this.readiness = readiness;
        this.fanout = fanout;
        this.report = report;
        this.isAdminSecret = isAdminSecret;
        this.clock = clock;
        this.startedAt = clock.millis();
        this.implementation = implementation;
    }

    @Override
    public void addTo(Router router) {
        router.get("/health", Access.open(), this::health, HealthDocs.HEALTH);
        router.get("/health/ready", Access.open(), call -> ready(), HealthDocs.READY);
        router.get("/health/live", Access.open(), call -> Mono.just(Reply.ok(new Live(true))), HealthDocs.LIVE);
        router.get("/api/health", Access.open(), call -> Mono.just(legacyHealth()), HealthDocs.LEGACY_HEALTH);
        router.get("/api/version", Access.open(), call -> Mono.just(version()), HealthDocs.VERSION);
    }

    private Mono<Reply> health(Call call) {
        return readiness.databaseAnswers().map(answers -> {
            Health health = new Health(
                    answers ? "ok" : "degraded",
                    clock.millis() - startedAt,
                    fanout.connectionCount(),
                    fanout.botCount(),
                    answers ? "ok" : "error",
                    isAdmin(call) ? report.now() : null);
            return Reply.of(answers ? 200 : 503, health);
        });
    }

    private Mono<Reply> ready() {
        return readiness.report().map(report -> Reply.of(report.status(), report));
    }

    private boolean isAdmin(Call call) {
        return call.header("Authorization")
                .filter(header -> header.startsWith("Bearer "))
                .filter(header -> isAdminSecret.test(header.substring("Bearer ".length())))
                .isPresent();
    }

    private static Reply legacyHealth() {
        return Reply.ok(new LegacyHealth(true, SERVER, PROTOCOL_VERSION));
    }

    private Reply version() {
        return Reply.ok(new ServerVersion(PROTOCOL_VERSION, SERVER, implementation));
    }

    /**
     * How this node is.
     *
     * @param status {@code ok} or {@code degraded}
     * @param connectedBots bots with at least one connection by token
     * @param db {@code ok} or {@code error}
     * @param ws about the sockets, for the operator only
     */
    record Health(
            String status,
            long uptimeMs,
            int connectedClients,
            int connectedBots,
            String db,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Object> ws) {}

    record Live(boolean live) {}

    record LegacyHealth(boolean ok, String server, String version) {}

    /** @param implementation this program and its own version */
    record ServerVersion(String version, String server, String implementation) {}
}
