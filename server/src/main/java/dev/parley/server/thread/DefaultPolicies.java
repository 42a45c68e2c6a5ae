package dev.parley.server.thread;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Where an organisation's default permission policy is read from when its lane does not know it. */
@FunctionalInterface
public interface DefaultPolicies {

    /** The text of the policy, a JSON object; empty when the organisation has none. */
    Mono<String> find(Queries queries, OrgId org);
}
