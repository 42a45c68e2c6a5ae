package dev.parley.persistence.node;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Nodes in the tables {@code nodes} and {@code online_bots}. */
public final class SqlNodeRepository implements NodeRepository {

    private static final String LIST =
            "SELECT node_id, version, notices, renewed_at FROM nodes ORDER BY node_id LIMIT $1";

    /** One statement, so that the bots are those of the version. */
    private static final String BOTS = """
        SELECT n.version, o.org_id, o.bot_id, b.name
          FROM nodes n
          LEFT JOIN (online_bots o JOIN bots b ON b.org_id = o.org_id AND b.id = o.bot_id)
            ON o.node_id = n.node_id
         WHERE n.node_id = $1
         LIMIT $2
        """;

    private static final String REMOVE = "DELETE FROM nodes WHERE node_id = $1";

    private static final String DECLARE_DEAD = REMOVE + " AND renewed_at = $2";

    private static final String INSERT =
            "INSERT INTO nodes (node_id, version, notices, renewed_at) VALUES ($1, $2, $3, $4)";

    /** The clock may stand still or go back. */
    private static final String UPDATE = """
        UPDATE nodes
           SET version = $3, notices = $4, renewed_at = greatest(renewed_at + 1, $5)
         WHERE node_id = $1 AND version = $2
        """;

    private static final String FORGET_ALL = "DELETE FROM online_bots WHERE node_id = $1";

    private static final String FORGET = FORGET_ALL + " AND bot_id = ANY($2)";

    private static final String ADD = """
        INSERT INTO online_bots (node_id, org_id, bot_id)
        SELECT $1, added.org_id, added.bot_id
          FROM unnest(cast($2 AS uuid array), cast($3 AS uuid array)) AS added(org_id, bot_id)
        """;

    @Override
    public Mono<List<Node>> list(Queries queries) {
        return queries.list(
                LIST,
                row -> new Node(
                        row.uuid("node_id"), row.number("version"), row.number("notices"), row.number("renewed_at")),
                MAX_NODES);
    }

    @Override
    public Mono<NodeBots> bots(Queries queries, UUID node) {
        return queries.list(BOTS, VersionedBot::of, node, MAX_BOTS)
                .filter(rows -> !rows.isEmpty())
                .map(rows -> new NodeBots(
                        rows.get(0).version(),
                        rows.stream().flatMap(row -> row.bot().stream()).toList()));
    }

    @Override
    public Mono<Void> register(Queries transaction, Node node, Collection<OnlineBot> bots) {
        return remove(transaction, node.id())
                .then(transaction.execute(INSERT, node.id(), node.version(), node.notices(), node.renewedAtMillis()))
                .then(add(transaction, node.id(), bots));
    }

    @Override
    public Mono<Boolean> renew(Queries transaction, Node node) {
        return update(transaction, node, node.version()).hasElement();
    }

    /** Empty when the node was declared dead or is not at its version. */
    private static Mono<Long> update(Queries transaction, Node node, long nextVersion) {
        return transaction
                .execute(UPDATE, node.id(), node.version(), nextVersion, node.notices(), node.renewedAtMillis())
                .filter(changed -> changed > 0);
    }

    @Override
    public Mono<Boolean> change(
            Queries transaction,
            Node node,
            long nextVersion,
            Collection<OnlineBot> cameOnline,
            Collection<BotId> wentOffline) {
        UUID[] changed = Stream.concat(
                        cameOnline.stream().map(online -> online.bot().id()), wentOffline.stream())
                .map(BotId::value)
                .toArray(UUID[]::new);
        return update(transaction, node, nextVersion)
                .delayUntil(alive -> transaction.execute(FORGET, node.id(), changed))
                .delayUntil(alive -> add(transaction, node.id(), cameOnline))
                .hasElement();
    }

    private static Mono<Void> add(Queries transaction, UUID node, Collection<OnlineBot> bots) {
        return bots.isEmpty()
                ? Mono.empty()
                : transaction
                        .execute(
                                ADD,
                                node,
                                bots.stream()
                                        .map(online -> online.org().value())
                                        .toArray(UUID[]::new),
                                bots.stream()
                                        .map(online -> online.bot().id().value())
                                        .toArray(UUID[]::new))
                        .then();
    }

    @Override
    public Mono<Boolean> declareDead(Queries transaction, Node seen) {
        return transaction
                .execute(DECLARE_DEAD, seen.id(), seen.renewedAtMillis())
                .filter(dead -> dead > 0)
                .delayUntil(dead -> transaction.execute(FORGET_ALL, seen.id()))
                .hasElement();
    }

    @Override
    public Mono<Void> remove(Queries transaction, UUID node) {
        return transaction
                .execute(REMOVE, node)
                .then(transaction.execute(FORGET_ALL, node))
                .then();
    }

    private record VersionedBot(long version, Optional<OnlineBot> bot) {

        static VersionedBot of(Row row) {
            UUID bot = row.uuid("bot_id");
            return new VersionedBot(
                    row.number("version"),
                    bot == null
                            ? Optional.empty()
                            : Optional.of(new OnlineBot(
                                    new OrgId(row.uuid("org_id")), new BotRef(new BotId(bot), row.string("name")))));
        }
    }
}
