package dev.parley.server.fanout;

import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.node.OnlineBot;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Event;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.JournalListener;
import dev.parley.server.journal.Rendering;
import dev.parley.server.presence.LocalBots;
import dev.parley.server.presence.Presence;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Brings events to open connections. An entry is encoded once and written to each connection of its audience as a
 * duplicate of that buffer; nothing is looked up per recipient while connections and memberships stay the same.
 */
public final class Fanout implements JournalListener, Presence, LocalBots {

    private final Map<OrgId, OrgConnections> orgs = new ConcurrentHashMap<>();
    private final Map<EventLoop, LoopHub> hubs = new ConcurrentHashMap<>();
    private final Backlog backlog = new Backlog();
    private final FanoutMetrics metrics;
    private final Rendering rendering;
    private final DeliveryLog log;

    /** Pushes entries as they are stored, and keeps no account of it. */
    public Fanout(MeterRegistry registry) {
        this(registry, Rendering.AS_STORED, DeliveryLog.NONE);
    }

    /**
     * @param registry receives {@code parley.fanout}, {@code parley.fanout.*} and {@code parley.outbox.closed}
     * @param rendering asked once per entry that anybody receives
     * @param log is told what goes out to bots
     */
    public Fanout(MeterRegistry registry, Rendering rendering, DeliveryLog log) {
        this.rendering = rendering;
        this.log = log;
        metrics = new FanoutMetrics(registry, backlog::waiting);
        registry.gauge("parley.connections", Tags.of("door", "websocket"), this, fanout -> fanout.count(true));
        registry.gauge("parley.connections", Tags.of("door", "stream"), this, fanout -> fanout.count(false));
        registry.gauge("parley.connected.bots", this, Fanout::botCount);
    }

    /** Starts deliveries to a connection; true when its bot just came online. */
    public boolean open(Connection connection) {
        boolean[] cameOnline = new boolean[1];
        connection.open(log);
        orgs.compute(connection.org(), (org, known) -> {
            OrgConnections connections = known == null ? new OrgConnections(this::hubOf) : known;
            cameOnline[0] = connections.add(connection);
            return connections;
        });
        return cameOnline[0];
    }

    /** Ends deliveries to a connection; true when its bot just went offline. */
    public boolean closed(Connection connection) {
        boolean[] wentOffline = new boolean[1];
        orgs.computeIfPresent(connection.org(), (org, connections) -> {
            wentOffline[0] = connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
        hubOf(connection).offer(new Push.Forget(connection));
        connection.account().ended();
        return wentOffline[0];
    }

    @Override
    public void committed(List<JournalEntry> entries) {
        long started = System.nanoTime();
        entries.forEach(this::push);
        metrics.handedOver(System.nanoTime() - started);
    }

    @Override
    public Mono<Void> ready() {
        return backlog.belowLimit();
    }

    @Override
    public boolean isReady() {
        return backlog.isBelowLimit();
    }

    /** Whether anybody of the organisation is connected here. */
    public boolean serves(OrgId org) {
        return orgs.containsKey(org);
    }

    /** Pushes an event that is not journaled, such as presence, to everyone of the organisation but one bot. */
    @Override
    public void pushEphemeral(OrgId org, Event event, BotId except) {
        find(org)
                .ifPresent(connections -> write(
                        Frame.ephemeral(event), connections.everyoneExcept(Optional.of(except)), Recipients.NONE));
    }

    /** Sends a frame to one connection, after everything pushed to it before; it is encoded on the event loop. */
    public void send(Connection connection, Supplier<byte[]> json) {
        hubOf(connection).offer(new Push.Direct(() -> WireFrames.text(json.get()), connection));
    }

    /** As {@link #send(Connection, Supplier)}, in the form the connection wants. */
    public void send(Connection connection, Frame frame) {
        hubOf(connection).offer(new Push.Direct(() -> connection.form().encode(frame), connection));
    }

    /** Pings a WebSocket, sends a comment to a stream. */
    public void keepAlive(Connection connection) {
        hubOf(connection).offer(new Push.Direct(connection.form()::keepAlive, connection));
    }

    /** Sends what a resuming connection missed; completes when the network has taken it all, fails when it is closed. */
    public Mono<Void> replay(Connection connection, List<StoredEntry> entries) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> written = Sinks.empty();
            List<Frame> missed = entries.stream()
                    .map(entry -> frame(connection.org(), entry.type(), entry.position(), entry.frame(), entry.trace()))
                    .toList();
            hubOf(connection).offer(new Push.Replay(missed, connection, written));
            return written.asMono();
        });
    }

    /**
     * Ends the replay of a connection that was told everything up to {@code position}: what was pushed to it after that is
     * sent now. Emits false, and does nothing, if that was more than is kept: the journal has it.
     */
    public Mono<Boolean> goLive(Connection connection, long position) {
        return Mono.defer(() -> {
            Sinks.One<Boolean> lives = Sinks.one();
            hubOf(connection).offer(new Push.GoLive(connection, position, lives));
            return lives.asMono();
        });
    }

    /** Closes a connection after everything pushed to it before. */
    public void close(Connection connection, Connection.Close reason) {
        hubOf(connection).offer(new Push.End(connection, reason));
    }

    @Override
    public boolean isOnline(OrgId org, BotId bot) {
        return find(org).filter(connections -> connections.isOnline(bot)).isPresent();
    }

    @Override
    public boolean isHere(OrgId org, BotId bot) {
        return isOnline(org, bot);
    }

    @Override
    public List<OnlineBot> allHere() {
        return orgs.entrySet().stream()
                .flatMap(org -> org.getValue().onlineBots().stream().map(bot -> new OnlineBot(org.getKey(), bot)))
                .toList();
    }

    @Override
    public void renamed(OrgId org, BotId bot, String name) {
        connectionsOf(org, bot).forEach(connection -> connection.rename(name));
    }

    /** The bot's connections on this node, its owner's sessions included. */
    public List<Connection> connectionsOf(OrgId org, BotId bot) {
        return find(org).map(connections -> connections.of(bot)).orElse(List.of());
    }

    public List<Connection> connectionsOf(OrgId org) {
        return find(org).map(OrgConnections::all).orElse(List.of());
    }

    /** Every open connection of this node. */
    public List<Connection> all() {
        return orgs.values().stream().flatMap(org -> org.all().stream()).toList();
    }

    /** Bots with a connection on this node. */
    public int botCount() {
        return orgs.values().stream().mapToInt(OrgConnections::bots).sum();
    }

    public int connectionCount() {
        return orgs.values().stream().mapToInt(org -> org.all().size()).sum();
    }

    private long count(boolean webSockets) {
        return all().stream()
                .filter(connection -> connection.isAnswering() == webSockets)
                .count();
    }

    private void push(JournalEntry entry) {
        find(entry.org()).ifPresent(connections -> push(entry, connections));
    }

    private void push(JournalEntry entry, OrgConnections connections) {
        if (entry.audience() instanceof Audience.Bots audience) {
            Recipients bots = connections.bots(audience.bots());
            Recipients admins =
                    connections.admins(audience.admins(), entry.topic().id());
            write(entry, bots, admins);
        } else if (entry.audience() instanceof Audience.Everyone audience) {
            write(entry, connections.everyoneExcept(audience.except()), Recipients.NONE);
        }
    }

    private void write(JournalEntry entry, Recipients bots, Recipients admins) {
        if (bots.size() + admins.size() == 0) {
            return;
        }
        write(frame(entry.org(), entry.type(), entry.position(), entry.frame(), entry.trace()), bots, admins);
    }

    private Frame frame(OrgId org, String type, long position, String stored, @Nullable String trace) {
        return Frame.journaled(type, position, rendering.render(org, type, stored), trace);
    }

    private void write(Frame frame, Recipients some, Recipients others) {
        EncodedFrame encoded = new EncodedFrame(frame);
        offer(encoded, some);
        offer(encoded, others);
        encoded.release();
        metrics.delivered(some.size() + others.size());
    }

    private static void offer(EncodedFrame frame, Recipients recipients) {
        for (Recipients.Group group : recipients.groups()) {
            group.hub().offer(new Push.Broadcast(frame.as(group.form()), frame.position(), group.connections()));
        }
    }

    private Optional<OrgConnections> find(OrgId org) {
        return Optional.ofNullable(orgs.get(org));
    }

    private LoopHub hubOf(Connection connection) {
        return hubs.computeIfAbsent(connection.channel().eventLoop(), loop -> new LoopHub(loop, backlog, metrics));
    }
}
