package dev.parley.persistence.audit;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.audit.AuditEntry;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Where organisations' audit logs are kept. */
public interface AuditRepository {

    /** How to store a row of that action and type of target, in the columns' order; its id is from {@link AuditIds#at}. */
    static Insert into(String action, String targetType) {
        return AuditPart.of(action, targetType).into();
    }

    /** The most rows that {@link #deleteBefore} removes at once. */
    int MAX_DELETED = 1_000;

    /** The wanted rows, newest first. */
    Mono<List<AuditEntry>> list(Queries queries, OrgId org, AuditFilter filter, int limit);

    /** How many messages were sent from a time on and before another, in ms; reads as much of an index as there is to count. */
    Mono<Long> countMessages(Queries queries, OrgId org, long fromMillis, long toMillis);

    /** The organisation after {@code after}, or the first one, that has an audit log; it may be gone otherwise. */
    Mono<OrgId> nextOrg(Queries queries, Optional<OrgId> after);

    /**
     * Removes an organisation's oldest rows, if they are from before that time; emits how many, at least
     * {@value #MAX_DELETED} when there may be more.
     */
    Mono<Long> deleteBefore(Queries queries, OrgId org, long millis);
}
