package dev.parley.server;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
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

    private final AsyncCache<K, Optional<V>> found;
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
                .buildAsync();
        this.lookup = lookup;
    }

    /** What is known of {@code key}, or else the lookup's result; empty when there is nothing to find. */
    public Mono<V> get(K key) {
        return Mono.defer(() -> {
            CompletableFuture<Optional<V>> known = found.getIfPresent(key);
            return known != null && known.isDone() && !known.isCompletedExceptionally()
                    ? Mono.justOrEmpty(known.join())
                    : load(key);
        });
    }

    /** One caller's cancellation must not fail the lookup for the others. */
    private Mono<V> load(K key) {
        return Mono.fromFuture(() -> begin(key), true).flatMap(Mono::justOrEmpty);
    }

    /**
     * Starts the lookup outside of the map's own update: its result may be there at once, and whoever waits for it may go
     * on with a lookup of their own on this very thread.
     */
    private CompletableFuture<Optional<V>> begin(K key) {
        CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<V>> running = found.asMap().putIfAbsent(key, mine);
        if (running != null) {
            return running;
        }
        lookup.apply(key)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .subscribe(mine::complete, mine::completeExceptionally);
        return mine;
    }

    /** Looks {@code key} up anew next time. */
    public void forget(K key) {
        found.asMap().remove(key);
    }

    /** Looks up anew what matches, and what is being looked up just now. Visits every entry: for rare changes. */
    public void forgetIf(Predicate<V> matches) {
        found.asMap()
                .values()
                .removeIf(value -> !value.isDone()
                        || value.isCompletedExceptionally()
                        || value.join().filter(matches).isPresent());
    }
}
