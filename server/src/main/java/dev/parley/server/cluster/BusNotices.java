package dev.parley.server.cluster;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.protocol.Json;
import dev.parley.server.cluster.Notice.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
 * Notices over the bus. Whatever may have kept one from arriving, all who should have had it look everything up anew soon:
 * a node without the bus does so every {@link #PATIENCE} and when it is back, which it tells the others, as what it had to say
 * may have been lost; and that it could not say something at all they learn from the database, see {@link #untold}.
 */
public final class BusNotices implements Notices, Disposable {

    /** How often {@link #run} is to be run. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** From one doubt to the next, however many reasons there are. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String CHANNEL = "notices";
    private static final Logger LOG = LoggerFactory.getLogger(BusNotices.class);

    private final UUID node;
    private final NodeBus bus;
    private final Ticker ticker;
    private final Map<Kind, List<Consumer<Notice>>> listeners = new EnumMap<>(Kind.class);
    private final List<Runnable> doubts = new CopyOnWriteArrayList<>();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean doubtful = new AtomicBoolean();
    private final Counter doubted;
    private final Disposable listening;
    private volatile long doubtedAt;

    /**
     * Listens at once.
     *
     * @param node this one
     * @param registry receives {@code parley.cluster.notices.*}
     */
    public BusNotices(UUID node, NodeBus bus, Ticker ticker, MeterRegistry registry) {
        this.node = node;
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
        hear(Kind.DOUBT, notice -> doubtSoon());
        listening = bus.listen(CHANNEL, this::take);
        bus.onReturn(this::returned);
    }

    @Override
    public void tell(Notice notice) {
        if (bus.isConnected()) {
            bus.publish(CHANNEL, Json.writeBytes(new Told(node, notice)));
        } else {
            untold.incrementAndGet();
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

    /** Notices that this node could not send; whenever it grows, the others must learn of it otherwise and doubt. */
    public long untold() {
        return untold.get();
    }

    /** Another node could not say something. */
    public void doubtSoon() {
        doubtful.set(true);
    }

    private void returned() {
        doubt();
        tell(new Notice(Kind.DOUBT, null, null, null));
    }

    /** Doubts if there is a reason to. */
    public Mono<Void> run() {
        return Mono.fromRunnable(() -> {
            boolean due = ticker.read() - doubtedAt >= PATIENCE.toNanos();
            if (due && (doubtful.getAndSet(false) || !bus.isConnected())) {
                doubt();
            }
        });
    }

    private void doubt() {
        doubtedAt = ticker.read();
        doubted.increment();
        doubts.forEach(Runnable::run);
    }

    /** A node that is newer than this one may tell of what this one does not know. */
    private void take(byte[] json) {
        try {
            Told told = Json.mapper().readValue(json, Told.class);
            if (!told.node.equals(node)) {
                listeners.get(told.notice.kind()).forEach(listener -> listener.accept(told.notice));
            }
        } catch (JacksonException e) {
            LOG.info("a notice of another version of the hub: everything is looked up anew", e);
            doubtSoon();
        }
    }

    @Override
    public void dispose() {
        listening.dispose();
    }

    private record Told(UUID node, Notice notice) {}
}
