package dev.parley.persistence.invite;

import dev.parley.persistence.Queries;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where invite codes are kept; they belong to the operator, not to an organisation. */
public interface InviteCodeRepository {

    /** The most codes a list has. */
    int MAX_LISTED = 10_000;

    Mono<Void> insert(Queries queries, InviteCode code);

    /** Expired and used-up ones included; or empty. */
    Mono<InviteCode> find(Queries queries, String code);

    /** Newest first, expired and used-up ones included; at most {@link #MAX_LISTED}. */
    Mono<List<InviteCode>> list(Queries queries);

    /** Counts one use; false, and nothing is counted, when the code is unknown, expired or used up. */
    Mono<Boolean> use(Queries queries, String code, long nowMillis);

    /** False when there is no such code. */
    Mono<Boolean> delete(Queries queries, UUID id);
}
