package dev.parley.server.auth;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.FailureCounts.Tally;
import dev.parley.server.limit.Quota;
import dev.parley.server.redis.Fallback;
import dev.parley.server.redis.Redis;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Locks out who guesses secrets. Failures are counted by key; with the last one allowed the key is locked for a while, and
 * afterwards every single failure locks it again, until it has been quiet for half an hour.
 *
 * <p>Exact under concurrency: an attempt takes place when its outcome is known. Of a thousand guesses at once no more are
 * told than the limit allows, and one that is right after that is not told either.
 */
public final class Lockouts {

    private static final Set<ErrorCode> GUESSES = Set.of(
            ErrorCode.INVALID_TOKEN,
            ErrorCode.TOKEN_EXPIRED,
            ErrorCode.INVALID_CREDENTIALS,
            ErrorCode.INVALID_TICKET,
            ErrorCode.INVALID_INVITE_CODE);

    private final FailureCounts counts;

    /** Counts failures on this node. */
    public Lockouts(Clock clock) {
        this(new MemoryFailureCounts(clock));
    }

    Lockouts(FailureCounts counts) {
        this.counts = counts;
    }

    /** Counts failures on all nodes together, and on each for itself while Redis is away. */
    public static Lockouts shared(Redis redis, Clock clock) {
        FailureCounts together = new RedisFailureCounts(redis);
        FailureCounts alone = new MemoryFailureCounts(clock);
        Fallback fallback = new Fallback(redis, "lockouts");
        return new Lockouts(new FailureCounts() {
            @Override
            public Mono<Tally> look(List<Watch> watches) {
                return fallback.of(together.look(watches), alone.look(watches));
            }

            @Override
            public Mono<Tally> count(List<Watch> watches) {
                return fallback.of(together.count(watches), alone.count(watches));
            }
        });
    }

    /**
     * What an attempt is counted under.
     *
     * @param name what a client is told it is
     * @param address whose attempts they are: the same for all watches of an attempt
     * @param what it attempts; may be empty
     * @param failures after which the two are locked
     * @param lock how long
     */
    public record Watch(String name, String address, String what, int failures, Duration lock) {

        String key() {
            return address + " " + what;
        }
    }

    /**
     * The outcome of {@code attempt}, unless one of the keys is locked: then {@code RATE_LIMITED}. Only wrong, unknown and
     * expired credentials count as failures. A {@link Quota.Observer} in the context is told how many are left.
     */
    public <T> Mono<T> guard(List<Watch> watches, Mono<T> attempt) {
        return requireUnlocked(counts.look(watches))
                .then(attempt)
                .flatMap(success -> requireUnlocked(counts.look(watches)).thenReturn(success))
                .onErrorResume(
                        HubException.class,
                        error -> isGuess(error)
                                ? requireUnlocked(counts.count(watches)).then(Mono.error(error))
                                : Mono.error(error));
    }

    private static boolean isGuess(HubException error) {
        return GUESSES.contains(error.error().code());
    }

    private static Mono<Void> requireUnlocked(Mono<Tally> tally) {
        return Mono.deferContextual(context -> {
            Optional<Quota.Observer> observer = context.getOrEmpty(Quota.Observer.class);
            return tally.flatMap(it -> {
                observer.ifPresent(told -> told.counted(it.tightest()));
                return it.lockedForMillis() == 0 ? Mono.empty() : Mono.error(tooMany(it.lockedForMillis()));
            });
        });
    }

    private static HubException tooMany(long lockedForMillis) {
        long seconds = Math.max(1, (lockedForMillis + 999) / 1000);
        return HubError.of(ErrorCode.RATE_LIMITED, "Too many failed attempts; wait " + seconds + " seconds")
                .with("retry_after", seconds)
                .asException();
    }
}
