package dev.parley.server.auth;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.server.limit.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Locks out who guesses secrets. Failures are counted by key; with the last one allowed the key is locked for a while, and
 * afterwards every single failure locks it again, until it has been quiet for {@value #FORGET_MINUTES} minutes.
 *
 * <p>Exact under concurrency: an attempt takes place when its outcome is known. Of a thousand guesses at once no more are
 * told than the limit allows, and one that is right after that is not told either.
 */
public final class Lockouts {

    private static final long FORGET_MINUTES = 30;

    /** Keys remembered; who is locked out adds no keys, so filling this takes very many addresses. */
    private static final int MAX_KEYS = 100_000;

    private static final Set<ErrorCode> GUESSES = Set.of(
            ErrorCode.INVALID_TOKEN,
            ErrorCode.TOKEN_EXPIRED,
            ErrorCode.INVALID_CREDENTIALS,
            ErrorCode.INVALID_TICKET,
            ErrorCode.INVALID_INVITE_CODE);

    private final Clock clock;

    /** In the order of their last failure. Guarded by this. */
    private final Map<String, Failures> byKey = new LinkedHashMap<>();

    public Lockouts(Clock clock) {
        this.clock = clock;
    }

    /**
     * What an attempt is counted under.
     *
     * @param name what a client is told it is
     * @param failures after which the key is locked
     * @param lock how long
     */
    public record Watch(String name, String key, int failures, Duration lock) {}

    /**
     * The outcome of {@code attempt}, unless one of the keys is locked: then {@code RATE_LIMITED}. Only wrong, unknown and
     * expired credentials count as failures. A {@link Quota.Observer} in the context is told how many are left.
     */
    public <T> Mono<T> guard(List<Watch> watches, Mono<T> attempt) {
        return Mono.deferContextual(context -> {
            Optional<Quota.Observer> observer = context.getOrEmpty(Quota.Observer.class);
            return guarded(watches, attempt)
                    .doOnTerminate(() -> observer.ifPresent(it -> it.counted(tightest(watches))));
        });
    }

    private <T> Mono<T> guarded(List<Watch> watches, Mono<T> attempt) {
        return Mono.defer(() -> {
            requireUnlocked(watches);
            return attempt.doOnNext(success -> requireUnlocked(watches))
                    .onErrorMap(HubException.class, error -> isGuess(error) ? failed(watches, error) : error);
        });
    }

    /** Of the keys the one that locks first. */
    private synchronized Quota tightest(List<Watch> watches) {
        long now = clock.millis();
        return watches.stream()
                .map(watch -> byKey.getOrDefault(watch.key(), Failures.NONE).quota(watch, now))
                .min(Comparator.comparing(Quota::remaining).thenComparing(Quota::reset, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static boolean isGuess(HubException error) {
        return GUESSES.contains(error.error().code());
    }

    private synchronized void requireUnlocked(List<Watch> watches) {
        long lockedFor = lockedFor(watches);
        if (lockedFor > 0) {
            throw tooMany(lockedFor);
        }
    }

    private synchronized HubException failed(List<Watch> watches, HubException error) {
        long lockedFor = lockedFor(watches);
        if (lockedFor > 0) {
            return tooMany(lockedFor);
        }
        watches.forEach(this::count);
        forgetOld();
        return error;
    }

    /** The longest lock that holds, in ms; 0 for none. */
    private long lockedFor(List<Watch> watches) {
        long now = clock.millis();
        return watches.stream()
                .mapToLong(
                        watch -> byKey.getOrDefault(watch.key(), Failures.NONE).lockedFor(watch, now))
                .max()
                .orElse(0);
    }

    private void count(Watch watch) {
        Failures before = byKey.remove(watch.key());
        long now = clock.millis();
        int count = before == null || before.isForgotten(now) ? 0 : before.count();
        byKey.put(watch.key(), new Failures(Math.min(count + 1, watch.failures()), now));
    }

    private void forgetOld() {
        long now = clock.millis();
        Iterator<Failures> oldestFirst = byKey.values().iterator();
        while (oldestFirst.hasNext()) {
            Failures oldest = oldestFirst.next();
            if (byKey.size() <= MAX_KEYS && !oldest.isForgotten(now)) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private static HubException tooMany(long lockedForMillis) {
        long seconds = Math.max(1, (lockedForMillis + 999) / 1000);
        return HubError.of(ErrorCode.RATE_LIMITED, "Too many failed attempts; wait " + seconds + " seconds")
                .with("retry_after", seconds)
                .asException();
    }

    private record Failures(int count, long lastAt) {

        static final Failures NONE = new Failures(0, 0);

        long lockedFor(Watch watch, long now) {
            return count < watch.failures()
                    ? 0
                    : Math.max(0, lastAt + watch.lock().toMillis() - now);
        }

        boolean isForgotten(long now) {
            return now >= forgottenAt();
        }

        private long forgottenAt() {
            return lastAt + Duration.ofMinutes(FORGET_MINUTES).toMillis();
        }

        /** When a lock is over, a single failure is left until all is forgotten. */
        Quota quota(Watch watch, long now) {
            long locked = lockedFor(watch, now);
            int counted = isForgotten(now) ? 0 : count;
            long remaining = locked > 0 ? 0 : Math.max(1, watch.failures() - counted);
            long reset = locked > 0 ? locked : Math.max(0, forgottenAt() - now);
            return new Quota(watch.name(), watch.failures(), remaining, watch.lock(), Duration.ofMillis(reset));
        }
    }
}
