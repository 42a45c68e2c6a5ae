package dev.parley.persistence.bot;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Where bots are kept. Every method names its organisation and sees no other. */
public interface BotRepository {

    /** Empty when the organisation has no such bot. */
    Mono<BotSummary> findSummary(Queries queries, OrgId org, BotId id);

    /** By exact name, case included. */
    Mono<BotSummary> findSummary(Queries queries, OrgId org, String name);
}
