package dev.parley.server.ws;

import dev.parley.protocol.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what clients ask for over their sockets. */
public final class SocketMetrics {

    private final Counter operations;
    private final Counter acks;
    private final Counter errors;
    private final Counter conflicts;
    private final Counter rateLimited;

    public SocketMetrics(MeterRegistry registry) {
        operations = registry.counter("parley.ws.operations");
        acks = registry.counter("parley.ws.acks");
        errors = registry.counter("parley.ws.errors");
        conflicts = registry.counter("parley.ws.conflicts");
        rateLimited = registry.counter("parley.ws.rate.limited");
    }

    void operation() {
        operations.increment();
    }

    void ack() {
        acks.increment();
    }

    void refusal(ErrorCode code) {
        errors.increment();
        if (code == ErrorCode.RATE_LIMITED) {
            rateLimited.increment();
        } else if (code.status() == 409) {
            conflicts.increment();
        }
    }
}
