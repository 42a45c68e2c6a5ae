package dev.parley.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Mono;

/**
 * Keeps each bot within its organisation's limits, over sliding windows that all its connections and tokens share. A bot
 * that has been idle for a window takes no memory; the busiest takes less than 200 KB.
 */
public final class RateLimits {

    /** What is limited. */
    public enum Kind {
        /** Sending a message, direct or in a thread. */
        MESSAGE(Duration.ofMinutes(1), "messages", "messages per minute", Limits::messagesPerMinute),
        /** Creating a thread. */
        THREAD(Duration.ofHours(1), "threads", "threads per hour", Limits::threadsPerHour),
        /** Trying whether a webhook works; no organisation's business. */
        WEBHOOK_TEST(Duration.ofMinutes(1), "webhook_tests", "webhook tests per minute", limits -> 10);

        private final Duration window;
        private final String wireName;
        private final String unit;
        private final ToLongFunction<Limits> limit;

        Kind(Duration window, String wireName, String unit, ToLongFunction<Limits> limit) {
            this.window = window;
            this.wireName = wireName;
            this.unit = unit;
            this.limit = limit;
        }
    }

    private final Function<OrgId, Mono<Limits>> limits;
    private final Clock clock;
    private final Map<Kind, Cache<Bot, SlidingWindow>> windows = new EnumMap<>(Kind.class);

    /** @param limits of an organisation; should mostly answer from memory, as it is asked for every message */
    public RateLimits(Function<OrgId, Mono<Limits>> limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            windows.put(kind, newWindows(kind));
        }
    }

    private Cache<Bot, SlidingWindow> newWindows(Kind kind) {
        return Caffeine.newBuilder()
                .expireAfterAccess(kind.window)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Counts one attempt, whatever becomes of it; completes empty. Fails with {@code RATE_LIMITED} and
     * {@code retry_after} (s) when the limit is reached, and then counts nothing. A {@link Quota.Observer} in the context
     * is told what is left.
     */
    public Mono<Void> acquire(OrgId org, BotId bot, Kind kind) {
        return Mono.deferContextual(context -> {
            Optional<Quota.Observer> observer = context.getOrEmpty(Quota.Observer.class);
            return limits.apply(org)
                    .flatMap(found -> acquire(new Bot(org, bot), kind, kind.limit.applyAsLong(found), observer));
        });
    }

    private Mono<Void> acquire(Bot bot, Kind kind, long limit, Optional<Quota.Observer> observer) {
        Attempt attempt = count(bot, kind, limit);
        observer.ifPresent(it -> it.counted(attempt.quota()));
        return attempt.allowed()
                ? Mono.empty()
                : Mono.error(refusal(kind, limit, attempt.quota().reset().toMillis()));
    }

    /** Runs under the cache's lock of that key, so no window is dropped while it is being counted in. */
    private Attempt count(Bot bot, Kind kind, long limit) {
        Attempt[] attempt = new Attempt[1];
        windows.get(kind).asMap().compute(bot, (key, known) -> {
            SlidingWindow window = known == null ? new SlidingWindow(kind.window.toMillis()) : known;
            boolean allowed = window.acquire(clock.millis(), limit) == 0;
            long remaining = Math.max(0, limit - window.total());
            Duration reset = Duration.ofMillis(window.millisUntilOneLeaves());
            attempt[0] = new Attempt(allowed, new Quota(kind.wireName, limit, remaining, kind.window, reset));
            return window;
        });
        return attempt[0];
    }

    private record Attempt(boolean allowed, Quota quota) {}

    private static HubException refusal(Kind kind, long limit, long waitMillis) {
        long seconds = Math.max(1, (waitMillis + 999) / 1000);
        return HubError.of(
                        ErrorCode.RATE_LIMITED,
                        "Rate limit of %d %s reached; try again in %d s".formatted(limit, kind.unit, seconds))
                .with("retry_after", seconds)
                .asException();
    }

    /** Bots that take memory now; for tests. */
    long trackedBots(Kind kind) {
        windows.get(kind).cleanUp();
        return windows.get(kind).estimatedSize();
    }

    private record Bot(OrgId org, BotId id) {}
}
