package dev.parley.server.limit;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.redis.Fallback;
import dev.parley.server.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Mono;

/**
 * Keeps each bot within its organisation's limits, over sliding windows that all its connections and tokens share.
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

        Duration window() {
            return window;
        }

        String wireName() {
            return wireName;
        }
    }

    private final Function<OrgId, Mono<Limits>> limits;
    private final Windows windows;

    /**
     * Limits what bots do on this node.
     *
     * @param limits of an organisation; should mostly answer from memory, as it is asked for every message
     */
    public RateLimits(Function<OrgId, Mono<Limits>> limits, Clock clock) {
        this(limits, new MemoryWindows(clock));
    }

    RateLimits(Function<OrgId, Mono<Limits>> limits, Windows windows) {
        this.limits = limits;
        this.windows = windows;
    }

    /** Limits what bots do on all nodes together, and on each for itself while Redis is away. */
    public static RateLimits shared(Function<OrgId, Mono<Limits>> limits, Redis redis, Clock clock) {
        Windows together = new RedisWindows(redis);
        Windows alone = new MemoryWindows(clock);
        Fallback fallback = new Fallback(redis, "rate limits");
        return new RateLimits(
                limits,
                (bot, kind, limit) -> fallback.of(together.attempt(bot, kind, limit), alone.attempt(bot, kind, limit)));
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
                    .flatMap(
                            found -> acquire(new Windows.Bot(org, bot), kind, kind.limit.applyAsLong(found), observer));
        });
    }

    private Mono<Void> acquire(Windows.Bot bot, Kind kind, long limit, Optional<Quota.Observer> observer) {
        return windows.attempt(bot, kind, limit).flatMap(attempt -> {
            observer.ifPresent(it ->
                    it.counted(new Quota(kind.wireName, limit, attempt.remaining(), kind.window, attempt.reset())));
            return attempt.allowed()
                    ? Mono.empty()
                    : Mono.error(refusal(kind, limit, attempt.reset().toMillis()));
        });
    }

    private static HubException refusal(Kind kind, long limit, long waitMillis) {
        long seconds = Math.max(1, (waitMillis + 999) / 1000);
        return HubError.of(
                        ErrorCode.RATE_LIMITED,
                        "Rate limit of %d %s reached; try again in %d s".formatted(limit, kind.unit, seconds))
                .with("retry_after", seconds)
                .asException();
    }
}
