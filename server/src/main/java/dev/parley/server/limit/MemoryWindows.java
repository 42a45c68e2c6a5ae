package dev.parley.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.server.limit.RateLimits.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * What bots did on this node. A bot that has been idle for a window takes no memory; the busiest takes less than 200 KB.
 */
final class MemoryWindows implements Windows {

    private final Clock clock;
    private final Map<Kind, Cache<Bot, SlidingWindow>> windows = new EnumMap<>(Kind.class);

    MemoryWindows(Clock clock) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            windows.put(kind, newWindows(kind));
        }
    }

    private Cache<Bot, SlidingWindow> newWindows(Kind kind) {
        return Caffeine.newBuilder()
                .expireAfterAccess(kind.window())
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    @Override
    public Mono<Attempt> attempt(Bot bot, Kind kind, long limit) {
        return Mono.fromSupplier(() -> count(bot, kind, limit));
    }

    /** Runs under the cache's lock of that key, so no window is dropped while it is being counted in. */
    private Attempt count(Bot bot, Kind kind, long limit) {
        Attempt[] attempt = new Attempt[1];
        windows.get(kind).asMap().compute(bot, (key, known) -> {
            SlidingWindow window =
                    known == null ? new SlidingWindow(kind.window().toMillis()) : known;
            boolean allowed = window.acquire(clock.millis(), limit) == 0;
            long remaining = Math.max(0, limit - window.total());
            attempt[0] = new Attempt(allowed, remaining, Duration.ofMillis(window.millisUntilOneLeaves()));
            return window;
        });
        return attempt[0];
    }

    /** Bots that take memory now; for tests. */
    long trackedBots(Kind kind) {
        windows.get(kind).cleanUp();
        return windows.get(kind).estimatedSize();
    }
}
