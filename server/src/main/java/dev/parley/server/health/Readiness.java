package dev.parley.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.persistence.Database;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Whether proxies should send clients to this node: once it has started, while its database answers, until it is to stop. */
public final class Readiness {

    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final Duration PROBE_HOLDS = Duration.ofSeconds(1);

    private final Mono<Boolean> databaseAnswers;
    private volatile Phase phase = Phase.STARTING;

    public Readiness(Database database) {
        databaseAnswers = database.one("SELECT 1 AS answer", row -> true)
                .timeout(PROBE)
                .onErrorReturn(false)
                .cache(PROBE_HOLDS);
    }

    private enum Phase {
        STARTING,
        WORKING,
        STOPPING
    }

    /** Everything is there. */
    public void started() {
        phase = Phase.WORKING;
    }

    /** The node still works, but is about to leave. */
    public void stopping() {
        phase = Phase.STOPPING;
    }

    /** Looks at most once a second, and no longer than two. */
    Mono<Boolean> databaseAnswers() {
        return databaseAnswers;
    }

    /** What to tell whoever asks now. */
    public Mono<Report> report() {
        return Mono.defer(() -> switch (phase) {
            case STARTING -> Mono.just(Report.notReady("starting"));
            case STOPPING -> Mono.just(Report.notReady("stopping"));
            case WORKING -> databaseAnswers.map(answers -> answers ? Report.READY : Report.notReady("database"));
        });
    }

    /**
     * An answer to a probe.
     *
     * @param reason why it is not ready: {@code starting}, {@code stopping} or {@code database}
     */
    public record Report(
            boolean ready,
            @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {

        static final Report READY = new Report(true, null);

        static Report notReady(String reason) {
            return new Report(false, reason);
        }

        /** The HTTP status that proxies act on. */
        public int status() {
            return ready ? 200 : 503;
        }
    }
}
