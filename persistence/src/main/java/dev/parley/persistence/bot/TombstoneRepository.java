package dev.parley.persistence.bot;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where the names of deleted bots are kept. */
public interface TombstoneRepository {

    /** By name; begins after the name {@code after}, which the empty text is not. */
    Mono<List<Tombstone>> list(Queries queries, OrgId org, String after, int limit);

    /** Lets the name be taken again; false when it could be. */
    Mono<Boolean> delete(Queries queries, OrgId org, String name);
}
