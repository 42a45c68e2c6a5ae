package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LookupCacheTest {

    @Test
    void aLookupMayBeginWhereAnotherOneEnds() {
        LookupCache<Integer, Integer> cache = cache(key -> Mono.just(key));
        Mono<Integer> chain = cache.get(0);
        for (int key = 1; key < 50; key++) {
            int next = key;
            chain = chain.flatMap(before -> cache.get(next));
        }
        StepVerifier.create(chain).expectNext(49).verifyComplete();
    }

    @Test
    void waitersOfOneLookupMayLookUpMoreOnTheThreadThatAnswersThem() {
        Sinks.One<Integer> slow = Sinks.one();
        LookupCache<Integer, Integer> cache = cache(key -> key == 0 ? slow.asMono() : Mono.just(key));
        List<Integer> found = new ArrayList<>();
        for (int key = 1; key <= 200; key++) {
            int next = key;
            cache.get(0).flatMap(zero -> cache.get(next)).subscribe(found::add);
        }
        slow.tryEmitValue(0);
        assertThat(found).hasSize(200);
    }

    @Test
    void callersThatMissTogetherShareOneLookup() {
        AtomicInteger lookups = new AtomicInteger();
        Sinks.One<Integer> slow = Sinks.one();
        LookupCache<Integer, Integer> cache = cache(key -> {
            lookups.incrementAndGet();
            return slow.asMono();
        });
        Mono<List<Integer>> all = Mono.zip(cache.get(1), cache.get(1), (a, b) -> List.of(a, b));
        StepVerifier.create(all)
                .then(() -> slow.tryEmitValue(7))
                .expectNext(List.of(7, 7))
                .verifyComplete();
        assertThat(lookups).hasValue(1);
    }

    @Test
    void aFailureIsNotRememberedAndNothingIs() {
        AtomicInteger lookups = new AtomicInteger();
        LookupCache<Integer, Integer> cache = cache(
                key -> lookups.incrementAndGet() == 1 ? Mono.error(new IllegalStateException("down")) : Mono.empty());
        StepVerifier.create(cache.get(1)).verifyErrorMessage("down");
        StepVerifier.create(cache.get(1)).verifyComplete();
        StepVerifier.create(cache.get(1)).verifyComplete();
        assertThat(lookups).hasValue(2);
    }

    @Test
    void aLookupThatBeganBeforeAChangeIsNotRemembered() {
        Sinks.One<Integer> old = Sinks.one();
        AtomicInteger lookups = new AtomicInteger();
        LookupCache<Integer, Integer> cache =
                cache(key -> lookups.incrementAndGet() == 1 ? old.asMono() : Mono.just(2));
        StepVerifier.create(cache.get(1))
                .then(() -> {
                    cache.forget(1);
                    old.tryEmitValue(1);
                })
                .expectNext(1)
                .verifyComplete();
        StepVerifier.create(cache.get(1)).expectNext(2).verifyComplete();
    }

    private static LookupCache<Integer, Integer> cache(Function<Integer, Mono<Integer>> lookup) {
        return new LookupCache<>(1_000, Duration.ofMinutes(1), Ticker.systemTicker(), lookup);
    }
}
