package dev.parley.server.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** Whether Redis is there, how fast it is, and what had to do without it. */
final class RedisMetrics {

    private final MeterRegistry registry;
    private final Counter outages;
    private final Timer calls;

    RedisMetrics(MeterRegistry registry, Redis redis) {
        this.registry = registry;
        Gauge.builder("parley.redis.answering", redis, it -> it.isAnswering() ? 1 : 0)
                .description("1 while Redis answers this node, else 0")
                .register(registry);
        outages = Counter.builder("parley.redis.outages")
                .description("How often Redis ceased to answer")
                .register(registry);
        calls = Timer.builder("parley.redis.calls")
                .description("Time of calls that Redis answered")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void lost() {
        outages.increment();
    }

    <T> Mono<T> time(Mono<T> call) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return call.doOnSuccess(done -> calls.record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
        });
    }

    /** Counts what was answered from this node's memory instead. */
    Counter fallbacks(String of) {
        return Counter.builder("parley.redis.fallbacks")
                .description("Checks answered from this node's memory, as Redis could not be asked")
                .tag("of", of)
                .register(registry);
    }

    /** Of what nodes tell each other. */
    BusMetrics bus(BooleanSupplier isConnected) {
        return new BusMetrics(registry, isConnected);
    }
}
