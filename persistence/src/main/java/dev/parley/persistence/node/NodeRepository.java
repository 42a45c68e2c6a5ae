package dev.parley.persistence.node;

import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Where the nodes of a cluster are kept, and which bots are connected to each of them. What a node writes carries the version
 * it knows, so that a node that was declared dead learns of it. All that changes something is for a transaction.
 */
public interface NodeRepository {

    /** More than anybody has. */
    int MAX_NODES = 1_000;

    /** Bots that one node can have: more than it can have connections. */
    int MAX_BOTS = 1_000_000;

    /** Every node that has not been declared dead. */
    Mono<List<Node>> list(Queries queries);

    /** The bots of a node as they were all at one time; empty when there is no such node. */
    Mono<NodeBots> bots(Queries queries, UUID node);

    /** A node begins, with those bots and nothing else, whatever is left of it: to be repeated if it is unknown what came of it. */
    Mono<Void> register(Queries transaction, Node node, Collection<OnlineBot> bots);

    /** A sign of life; false when the node was declared dead or is not at that version. */
    Mono<Boolean> renew(Queries transaction, Node node);

    /**
     * Goes on from one version to the next, which is a sign of life, too; false, and nothing happens, when the node was declared
     * dead or is not at that version.
     */
    Mono<Boolean> change(
            Queries transaction,
            Node node,
            long nextVersion,
            Collection<OnlineBot> cameOnline,
            Collection<BotId> wentOffline);

    /** Declares a node dead, unless it gave a sign of life since it was seen like this; false then. */
    Mono<Boolean> declareDead(Queries transaction, Node seen);

    /** Takes a node away. */
    Mono<Void> remove(Queries transaction, UUID node);
}
