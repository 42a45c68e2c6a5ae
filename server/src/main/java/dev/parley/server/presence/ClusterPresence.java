package dev.parley.server.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.node.Node;
import dev.parley.persistence.node.NodeRepository;
import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.server.cluster.BusNotices;
import dev.parley.server.cluster.NodeBus;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notice.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Presence where several nodes run the hub: a bot is online as long as it is connected to any of them. Every node knows it of
 * every bot, in memory, and tells its own connections; nobody tells those of others. What a node says of itself is
 * {@link OwnPresence}.
 */
public final class ClusterPresence implements HubPresence {

    /** How often {@link #tell} is to be run. */
    public static final Duration TELL = Duration.ofMillis(50);

    /** How often {@link #look} is to be run. */
    public static final Duration LOOK = Duration.ofSeconds(1);

    static final String CHANNEL = "presence";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterPresence.class);

    private final Database database;
    private final NodeRepository nodes;
    private final NodeBus bus;
    private final OnlineBots online;
    private final Peers peers;
    private final BusNotices notices;
    private final LocalBots here;
    private final SignsOfLife signs;
    private final OwnPresence own;
    private final PresenceMetrics metrics;
    private final Disposable listening;
    private final List<Function<UUID, Mono<Void>>> heirs = new CopyOnWriteArrayList<>();

    /**
     * Listens at once.
     *
     * @param id this node's, for as long as the process lives
     * @param registry receives {@code parley.cluster.*}
     */
    public ClusterPresence(
            UUID id,
            Database database,
            NodeRepository nodes,
            NodeBus bus,
            BusNotices notices,
            LocalBots here,
            Clock clock,
            Ticker ticker,
            MeterRegistry registry) {
        this.database = database;
        this.nodes = nodes;
        this.bus = bus;
        this.notices = notices;
        this.here = here;
        online = new OnlineBots(new Announcements(here));
        peers = new Peers(online);
        signs = new SignsOfLife(ticker);
        metrics = new PresenceMetrics(registry, () -> 1 + peers.count(), online::count);
        own = new OwnPresence(id, database, nodes, bus, here, notices::told, clock, ticker, metrics);
        listening = bus.listen(CHANNEL, this::told);
        notices.onDoubt(peers::doubt);
        notices.hear(
                Kind.BOT_RENAMED, notice -> renamedAnywhere(notice.orgId(), new BotRef(notice.bot(), notice.text())));
    }

    @Override
    public boolean isOnline(OrgId org, BotId bot) {
        return online.isOnline(org, bot);
    }

    @Override
    public int onlineCount() {
        return online.count();
    }

    @Override
    public int onlineCount(OrgId org) {
        return online.count(org);
    }

    @Override
    public void renamed(OrgId org, BotId bot, String name) {
        renamedAnywhere(org, new BotRef(bot, name));
        notices.tell(Notice.renamed(org, bot, name));
    }

    private void renamedAnywhere(OrgId org, BotRef bot) {
        here.renamed(org, bot.id(), bot.name());
        online.rename(org, bot);
    }

    @Override
    public void cameOnline(OrgId org, BotRef bot) {
        changed(new OnlineBot(org, bot));
    }

    @Override
    public void wentOffline(OrgId org, BotRef bot) {
        changed(new OnlineBot(org, bot));
    }

    @Override
    public void wentForGood(OrgId org, BotRef bot) {
        deleted(org, bot.id());
        own.note(new OnlineBot(org, bot));
    }

    @Override
    public void onDeath(Function<UUID, Mono<Void>> heir) {
        heirs.add(heir);
    }

    @Override
    public void deleted(OrgId org, BotId bot) {
        online.forget(org, bot);
    }

    /** Two connections of a bot may come and go at once: what counts is how it stands while others wait. */
    private void changed(OnlineBot bot) {
        synchronized (online) {
            if (own.isHere(bot)) {
                online.add(own.id(), bot);
            } else {
                online.rename(bot.org(), bot.bot());
                online.remove(own.id(), bot.org(), bot.bot().id());
            }
        }
        own.note(bot);
    }

    private void told(byte[] json) {
        PresenceMessage message = PresenceMessage.read(json);
        if (!message.node().equals(own.id())) {
            peers.told(message);
        }
    }

    /** Writes down what changed here and tells the others; does nothing when nothing did, unless a sign of life is due. */
    public Mono<Void> tell() {
        return own.tell();
    }

    /** Looks at all nodes: at what was missed of the living, and who is dead. */
    public Mono<Void> look() {
        return Mono.defer(() -> {
            long registration = own.registration();
            return nodes.list(database).flatMap(found -> {
                own.found(registration, found);
                return look(found.stream()
                        .filter(node -> !node.id().equals(own.id()))
                        .toList());
            });
        });
    }

    private Mono<Void> look(List<Node> others) {
        notices.compare(others);
        List<Node> dead = signs.dead(others);
        List<Node> living = others.stream().filter(node -> !dead.contains(node)).toList();
        return Flux.fromIterable(dead)
                .concatMap(this::declareDead)
                .thenMany(Flux.defer(() -> Flux.fromIterable(peers.found(living))))
                .concatMap(this::read)
                .then();
    }

    private Mono<Void> read(UUID node) {
        return nodes.bots(database, node)
                .doOnNext(bots -> {
                    metrics.read();
                    peers.read(node, bots);
                })
                .then();
    }

    /** Whoever is quicker: if it gave a sign meanwhile, or another node took it away, the next look shows it. */
    private Mono<Void> declareDead(Node node) {
        return database.transaction(queries -> nodes.declareDead(queries, node))
                .filter(dead -> dead)
                .doOnNext(dead -> {
                    LOG.warn(
                            "node {} has given no sign of life for {} s and is taken for dead: its bots are offline",
                            node.id(),
                            SignsOfLife.DEAD.toSeconds());
                    metrics.declaredDead();
                    peers.gone(node.id());
                    bus.publish(CHANNEL, PresenceMessage.gone(node.id()).write());
                })
                .flatMap(dead -> inherit(node.id()));
    }

    /** Leases of the dead end by themselves: what fails here only takes longer. */
    private Mono<Void> inherit(UUID dead) {
        return Flux.fromIterable(heirs)
                .concatMap(heir -> heir.apply(dead).onErrorResume(error -> {
                    LOG.warn("something that node {} held could not be freed; it is when its lease ends", dead, error);
                    return Mono.empty();
                }))
                .then();
    }

    /** This node stops: to be run when {@link #tell} is not any more. */
    public Mono<Void> leave() {
        return own.leave().doFinally(signal -> listening.dispose());
    }

    private record Announcements(LocalBots here) implements OnlineBots.Watcher {

        @Override
        public void online(OrgId org, BotRef bot) {
            here.pushEphemeral(org, new Event.BotOnline(bot), bot.id());
        }

        @Override
        public void offline(OrgId org, BotRef bot) {
            here.pushEphemeral(org, new Event.BotOffline(bot), bot.id());
        }
    }
}
