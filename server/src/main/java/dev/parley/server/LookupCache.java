package dev.parley.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Remembers for a short while what lookups found, and that they found nothing. Bounded; callers that miss together share
 * one lookup. Forgetting is exact: a lookup that began before {@code forget} is never remembered after it, so whoever
 * forgets after a change was committed has nobody see the old state from then on.
 *
 * @param <K> what is looked up
 * @param <V> what is found, immutable
 */
public final class LookupCache<K, V> {

    /** Several callers wait for one lookup: none of them may cancel it. */
    private static final boolean CANCELLED_FOR_ONE_ONLY = true;

    private final Cache<K, CompletableFuture<Optional<V>>> found;
    private final Function<K, Mono<V>> lookup;

    /**
     * @param ttl bounds how long a change goes unnoticed that nobody told of
     * @param lookup may emit nothing; a failure is not remembered
     */
    public LookupCache(int maxEntries, Duration ttl, Ticker ticker, Function<K, Mono<V>> lookup) {
        this.found = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                .expireAfterWrite(ttl)
                .ticker(ticker)
                .build();
        this.lookup = lookup;
    }

    /** What is known of {@code key}, or else the lookup's result; empty when there is nothing to find. */
    public Mono<V> get(K key) {
        return Mono.defer(() -> {
            CompletableFuture<Optional<V>> known = found.getIfPresent(key);
            CompletableFuture<Optional<V>> future = known == null ? lookUp(key) : known;
            return future.isDone() && !future.isCompletedExceptionally()
                    ? Mono.justOrEmpty(future.join())
                    : Mono.fromFuture(future, CANCELLED_FOR_ONE_ONLY).flatMap(Mono::justOrEmpty);
        });
    }

    /**
     * Begins a lookup unless somebody was quicker, and outside of the map's own update: its result may be there at once,
     * and whoever waits for it may go on with a lookup of their own on this very thread.
     */
    private CompletableFuture<Optional<V>> lookUp(K key) {
        CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<V>> theirs = found.asMap().putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs;
        }
        Mono.defer(() -> lookup.apply(key))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .toFuture()
                .whenComplete((value, error) -> settle(key, mine, value, error));
        return mine;
    }

    private void settle(K key, CompletableFuture<Optional<V>> future, Optional<V> value, Throwable error) {
        if (error == null) {
            future.complete(value);
        } else {
            found.asMap().remove(key, future);
            future.completeExceptionally(error);
        }
    }

    /** Looks {@code key} up anew next time. */
    public void forget(K key) {
        found.asMap().remove(key);
    }

    /** Looks up everything anew, and what is being looked up just now. */
    public void forgetAll() {
        found.asMap().clear();
    }

    /**
     * Looks up several anew, all at once: whoever asks for one of them meanwhile waits for that.
     *
     * @param together emits what it finds
     */
    public Mono<Void> reload(Collection<K> keys, Function<Collection<K>, Mono<Map<K, V>>> together) {
        return Mono.defer(() -> {
            Map<K, CompletableFuture<Optional<V>>> futures = new HashMap<>();
            keys.forEach(key -> futures.put(key, new CompletableFuture<>()));
            found.asMap().putAll(futures);
            CompletableFuture<Map<K, V>> all =
                    Mono.defer(() -> together.apply(futures.keySet())).toFuture();
            all.whenComplete((values, error) -> futures.forEach((key, future) -> settle(
                    key, future, error == null ? Optional.ofNullable(values.get(key)) : Optional.empty(), error)));
            return Mono.fromFuture(all, CANCELLED_FOR_ONE_ONLY).then();
        });
    }

    /** Looks up anew what matches, and what is being looked up just now. Visits every entry: for rare changes. */
    public void forgetIf(Predicate<V> matches) {
        found.asMap()
                .values()
                .removeIf(future -> !future.isDone()
                        || future.isCompletedExceptionally()
                        || future.join().filter(matches).isPresent());
    }
}
