package dev.parley.server.org;

import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** What a feature keeps of organisations besides rows that name them, such as files: to go when one is destroyed. */
@FunctionalInterface
public interface OrgData {

    /**
     * Removes everything of an organisation that is marked as destroyed, so that nothing is added meanwhile; its rows are
     * still there. Run again after a crash, so what is gone already must not disturb it.
     */
    Mono<Void> remove(OrgId org);
}
