package dev.parley.server.audit;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Queries;
import dev.parley.persistence.audit.AuditFilter;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.audit.AuditEntry;
import dev.parley.server.auth.Caller;
import dev.parley.server.org.OrgContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Shows organisations their audit logs, and lets go of what is old. */
public final class AuditLog {

    private static final Duration KEPT = Duration.ofDays(90);

    private final Queries database;
    private final AuditRepository rows;
    private final Clock clock;

    public AuditLog(Queries database, AuditRepository rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    /** The wanted rows of the caller's organisation, newest first; none for a super admin, who belongs to none. */
    Mono<List<AuditEntry>> list(Caller caller, AuditFilter filter, int limit) {
        return OrgContext.find(caller)
                .map(org -> rows.list(database, org, filter, limit))
                .orElseGet(() -> Mono.just(List.of()));
    }

    /** Removes the rows older than 90 days, organisation by organisation and in small steps; to be run now and then. */
    public Mono<Void> removeOld() {
        return Mono.defer(() -> removeBefore(clock.millis() - KEPT.toMillis()));
    }

    private Mono<Void> removeBefore(long millis) {
        return rows.nextOrg(database, Optional.empty())
                .expand(org -> removeBefore(org, millis).then(rows.nextOrg(database, Optional.of(org))))
                .then();
    }

    private Mono<Void> removeBefore(OrgId org, long millis) {
        return Batches.all(AuditRepository.MAX_DELETED, () -> rows.deleteBefore(database, org, millis));
    }
}
