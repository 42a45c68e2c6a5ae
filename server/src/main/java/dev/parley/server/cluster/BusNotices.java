package dev.parley.server.cluster;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.node.Node;
import dev.parley.protocol.Json;
import dev.parley.server.cluster.Notice.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Notices over the bus, which may lose them. Each node numbers its own and writes down how many there were; whoever has not
 * heard that many a second later, or not one after the other, doubts: it looks up anew all it knows by notices. So nothing is
 * looked up in vain while the bus is away, and what was lost is found whoever lost it.
 */
public final class BusNotices implements Notices, Disposable {

    /** How often {@link #run} is to be run. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** From one doubt to the next, however many reasons there are. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String CHANNEL = "notices";
    private static final Logger LOG = LoggerFactory.getLogger(BusNotices.class);

    private final UUID id;
    private final NodeBus bus;
    private final Ticker ticker;
    private final Map<Kind, List<Consumer<Notice>>> listeners = new EnumMap<>(Kind.class);
    private final List<Runnable> doubts = new CopyOnWriteArrayList<>();
    private final AtomicLong told = new AtomicLong();
    private final AtomicBoolean doubtful = new AtomicBoolean();
    private final Counter doubted;
    private final Disposable listening;

    /** The number of the last notice of each other node. */
    private final Map<UUID, Long> heard = new ConcurrentHashMap<>();

    /** How many notices of each other node were written down at the last comparison; null before the first. */
    private Map<UUID, Long> stored;

    private volatile long doubtedAt;

    /**
     * Listens at once.
     *
     * @param id this node's
     * @param registry receives {@code parley.cluster.notices.doubts}
     */
    public BusNotices(UUID id, NodeBus bus, Ticker ticker, MeterRegistry registry) {
        this.id = id;
        this.bus = bus;
        this.ticker = ticker;
        for (Kind kind : Kind.values()) {
            listeners.put(kind, new CopyOnWriteArrayList<>());
        }
        doubted = Counter.builder("parley.cluster.notices.doubts")
                .description(
                        "Times everything this node knows by notices was looked up anew, as some may have been lost")
                .register(registry);
        doubtedAt = ticker.read() - PATIENCE.toNanos();
        listening = bus.listen(CHANNEL, this::take);
    }

    /** In the order of their numbers. */
    @Override
    public void tell(Notice notice) {
        synchronized (told) {
            bus.publish(CHANNEL, Json.writeBytes(new Told(id, told.incrementAndGet(), notice)));
        }
    }

    @Override
    public void hear(Kind kind, Consumer<Notice> listener) {
        listeners.get(kind).add(listener);
    }

    @Override
    public void onDoubt(Runnable action) {
        doubts.add(action);
    }

    /** How many notices this node has told; to be written down soon after. */
    public long told() {
        return told.get();
    }

    /** A node that is newer than this one may tell of what this one does not know. */
    private void take(byte[] json) {
        try {
            Told message = Json.mapper().readValue(json, Told.class);
            if (!message.node.equals(id)) {
                take(message);
            }
        } catch (JacksonException e) {
            LOG.info("a notice of another version of the hub: everything is looked up anew", e);
            doubtful.set(true);
        }
    }

    private void take(Told message) {
        Long before = heard.put(message.node, message.number);
        if (message.number != (before == null ? 1 : before + 1)) {
            doubtful.set(true);
        }
        listeners.get(message.notice.kind()).forEach(listener -> listener.accept(message.notice));
    }

    /**
     * Compares what was heard with what the other nodes wrote down: a notice that was written down at the last comparison should
     * have been heard by now. A node that is gone may have told something that it did not come to write down. Called by one at a
     * time, for the first time before anything is known by notices.
     */
    public void compare(List<Node> others) {
        Map<UUID, Long> now = new HashMap<>();
        others.forEach(node -> now.put(node.id(), node.notices()));
        if (stored == null) {
            now.forEach((node, count) -> heard.merge(node, count, Math::max));
        } else {
            stored.forEach((node, count) -> compare(node, count, now.containsKey(node)));
        }
        stored = now;
    }

    private void compare(UUID node, long count, boolean isThere) {
        if (!isThere) {
            heard.remove(node);
            doubtful.set(true);
        } else if (heard.getOrDefault(node, 0L) < count) {
            heard.merge(node, count, Math::max);
            doubtful.set(true);
        }
    }

    /** Doubts if there is a reason to, and not all the time. */
    public Mono<Void> run() {
        return Mono.fromRunnable(() -> {
            boolean due = ticker.read() - doubtedAt >= PATIENCE.toNanos();
            if (due && doubtful.getAndSet(false)) {
                doubtedAt = ticker.read();
                doubted.increment();
                LOG.info("notices of other nodes may have been lost: all that is known by them is looked up anew");
                doubts.forEach(Runnable::run);
            }
        });
    }

    @Override
    public void dispose() {
        listening.dispose();
    }

    private record Told(UUID node, long number, Notice notice) {}
}
