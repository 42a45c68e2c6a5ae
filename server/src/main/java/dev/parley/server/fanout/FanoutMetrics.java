package dev.parley.server.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the fan-out does, for operators. */
final class FanoutMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(FanoutMetrics.class);

    private final Timer fanout;
    private final Counter deliveries;
    private final Counter tooSlow;

    FanoutMetrics(MeterRegistry registry, Supplier<Number> waiting) {
        fanout = Timer.builder("parley.fanout")
                .description("Time to hand the entries of one batch to the event loops")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        deliveries = Counter.builder("parley.fanout.deliveries")
                .description("Frames handed to connections")
                .register(registry);
        tooSlow = Counter.builder("parley.outbox.closed")
                .description("Connections closed because their reader fell behind")
                .register(registry);
        Gauge.builder("parley.fanout.waiting", waiting)
                .description("Frames that wait for an event loop to write them")
                .register(registry);
    }

    void handedOver(long nanos) {
        fanout.record(nanos, TimeUnit.NANOSECONDS);
    }

    void delivered(int connections) {
        deliveries.increment(connections);
    }

    void tooSlow(Connection connection) {
        tooSlow.increment();
        LOG.info("connection of {} in org {} is too slow, closing it", connection.caller(), connection.org());
    }
}
