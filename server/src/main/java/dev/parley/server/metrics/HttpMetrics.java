package dev.parley.server.metrics;

import dev.parley.server.http.RequestObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times requests by route, method and class of status: {@code http.server.requests}. */
public final class HttpMetrics implements RequestObserver {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2_500)
    };

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    public HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void observed(String route, String method, int status, long nanos) {
        timers.computeIfAbsent(new Key(route, method, status / 100), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("http.server.requests")
                .description("Time from a request's head to its reply")
                .tag("route", key.route())
                .tag("method", key.method())
                .tag("status", key.statusClass() + "xx")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private record Key(String route, String method, int statusClass) {}
}
