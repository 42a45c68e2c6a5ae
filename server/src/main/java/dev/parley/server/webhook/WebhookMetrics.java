package dev.parley.server.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How deliveries to webhooks go. */
final class WebhookMetrics {

    private final Map<Attempt.Outcome, Counter> outcomes = new EnumMap<>(Attempt.Outcome.class);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Timer duration;

    /** Kept here, as a registry does not keep what its gauges look at. */
    private final Supplier<Stream<Post>> posts;

    /**
     * @param registry receives {@code parley.webhook.deliveries} by outcome, {@code parley.webhook.duration}, {@code
     *     parley.webhook.in.flight}, {@code parley.webhook.degraded} and {@code parley.webhook.backlog.age} (seconds)
     * @param posts the webhooks that this node knows
     */
    WebhookMetrics(MeterRegistry registry, Supplier<Stream<Post>> posts, LongSupplier nowMillis) {
        this.posts = posts;
        for (Attempt.Outcome outcome : Attempt.Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("parley.webhook.deliveries")
                            .description("Attempts to post an event to a webhook")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        duration = Timer.builder("parley.webhook.duration")
                .description("How long receivers of webhooks took to answer")
                .publishPercentileHistogram()
                .register(registry);
        registry.gauge("parley.webhook.in.flight", inFlight);
        registry.gauge("parley.webhook.degraded", this.posts, all -> all.get()
                .filter(Post::isDegraded)
                .count());
        registry.gauge("parley.webhook.backlog.age", this.posts, all -> age(all.get(), nowMillis.getAsLong()));
    }

    private static double age(Stream<Post> posts, long nowMillis) {
        long oldest = posts.mapToLong(Post::waitsSince)
                .filter(since -> since > 0)
                .min()
                .orElse(nowMillis);
        return Math.max(0, nowMillis - oldest) / 1000.0;
    }

    void began() {
        inFlight.incrementAndGet();
    }

    void ended() {
        inFlight.decrementAndGet();
    }

    void tried(Attempt attempt) {
        outcomes.get(attempt.outcome()).increment();
        if (attempt.outcome() != Attempt.Outcome.BLOCKED) {
            duration.record(attempt.took());
        }
    }
}
