package dev.parley.server.cluster;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Counts what nodes tell each other. */
final class RelayMetrics {

    private final Counter received;
    private final Counter read;

    RelayMetrics(MeterRegistry registry, Supplier<Number> orgs) {
        Gauge.builder("parley.cluster.orgs", orgs)
                .description("Organisations whose commits on other nodes are followed")
                .register(registry);
        received = Counter.builder("parley.cluster.received")
                .description("Commits that other nodes told of")
                .register(registry);
        read = Counter.builder("parley.cluster.read")
                .description("Entries of the journal that were read because no message told of them in time")
                .register(registry);
    }

    void received() {
        received.increment();
    }

    void read(int entries) {
        read.increment(entries);
    }
}
