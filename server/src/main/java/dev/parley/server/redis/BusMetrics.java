package dev.parley.server.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/** Whether nodes hear each other, and how much. */
final class BusMetrics {

    private final Counter said;
    private final Counter dropped;
    private final Counter heard;

    BusMetrics(MeterRegistry registry, BooleanSupplier isConnected) {
        Gauge.builder("parley.bus.connected", isConnected, it -> it.getAsBoolean() ? 1 : 0)
                .description("1 while this node hears the others over Redis, else 0")
                // Nobody else holds it.
                .strongReference(true)
                .register(registry);
        said = messages(registry, "said");
        dropped = messages(registry, "dropped");
        heard = messages(registry, "heard");
    }

    private static Counter messages(MeterRegistry registry, String what) {
        return Counter.builder("parley.bus.messages")
                .description("Messages between nodes: said, dropped as Redis was away, heard")
                .tag("what", what)
                .register(registry);
    }

    void said() {
        said.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void heard() {
        heard.increment();
    }
}
