package dev.parley.server.journal;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How full and how fast the lanes are. */
final class JournalMetrics {

    private final DistributionSummary batchSize;
    private final Timer commit;
    private final MeterRegistry registry;

    JournalMetrics(MeterRegistry registry) {
        this.registry = registry;
        batchSize = DistributionSummary.builder("parley.lane.batch.size")
                .description("Commands that shared one commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        commit = Timer.builder("parley.lane.commit")
                .description("Time of one batch from the start of its transaction to the end of its commit")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    <T> void depth(T journal, ToDoubleFunction<T> depth) {
        registry.gauge("parley.lane.depth", journal, depth);
    }

    void batch(int commands) {
        batchSize.record(commands);
    }

    void committed(long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }
}
