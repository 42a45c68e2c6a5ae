package dev.parley.server.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Shows whether the nodes see each other. */
final class PresenceMetrics {

    private final AtomicLong renewed = new AtomicLong();
    private final Counter deaths;
    private final Counter reads;

    PresenceMetrics(MeterRegistry registry, Supplier<Number> nodes, Supplier<Number> bots) {
        Gauge.builder("parley.cluster.nodes", nodes)
                .description("Nodes of the cluster that this one knows, itself included")
                .register(registry);
        Gauge.builder("parley.cluster.bots.online", bots)
                .description("Bots that are connected to any node, as far as this one knows")
                .register(registry);
        TimeGauge.builder("parley.cluster.last.renewal", renewed, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .description("When this node last gave a sign of life, since 1970; 0 before the first")
                .register(registry);
        deaths = Counter.builder("parley.cluster.nodes.dead")
                .description("Nodes that this one declared dead")
                .register(registry);
        reads = Counter.builder("parley.cluster.presence.reads")
                .description("Times the bots of another node were read from the database, as a message was missing")
                .register(registry);
    }

    void renewed(long atMillis) {
        renewed.set(atMillis);
    }

    void declaredDead() {
        deaths.increment();
    }

    void read() {
        reads.increment();
    }
}
