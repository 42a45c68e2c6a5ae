package dev.parley.server.journal;

import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Has this node told of what the others commit. */
@FunctionalInterface
public interface Following {

    /** There are no others. */
    Following NOBODY = org -> Mono.empty();

    /**
     * Completes when what is committed from now on is told of here, wherever it is committed: for two minutes, and as long as
     * the organisation has connections. Fails with {@code NOT_FOUND}.
     */
    Mono<Void> follow(OrgId org);
}
