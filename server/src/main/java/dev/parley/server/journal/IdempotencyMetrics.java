package dev.parley.server.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How often clients repeat requests. */
final class IdempotencyMetrics {

    private final Counter replays;
    private final Counter refusals;

    IdempotencyMetrics(MeterRegistry registry) {
        replays = Counter.builder("parley.idempotency.replays")
                .description("Repeated requests that were given the answer of the first")
                .register(registry);
        refusals = Counter.builder("parley.idempotency.refusals")
                .description("Requests that came with the key of another one")
                .register(registry);
    }

    void replayed() {
        replays.increment();
    }

    void refused() {
        refusals.increment();
    }
}
