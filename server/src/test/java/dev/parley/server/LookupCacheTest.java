package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LookupCacheTest {

    private final ManualClock clock = new ManualClock(0);
    private final List<Sinks.One<String>> lookups = new ArrayList<>();
    private final LookupCache<Integer, String> cache = new LookupCache<>(
            10, Duration.ofSeconds(30), () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()), key -> lookup());

    /** Answers on the thread that asks. */
    private final LookupCache<Integer, String> chained =
            new LookupCache<>(1000, Duration.ofSeconds(30), () -> 0, key -> Mono.just(String.valueOf(key)));

    private Mono<String> lookup() {
        Sinks.One<String> sink = Sinks.one();
        lookups.add(sink);
        return sink.asMono();
    }

    @Test
    void looksUpOnceForAllWhoAsk() {
        StepVerifier first = StepVerifier.create(cache.get(1))
                .expectNext("found")
                .expectComplete()
                .verifyLater();
        StepVerifier second = StepVerifier.create(cache.get(1))
                .expectNext("found")
                .expectComplete()
                .verifyLater();
        lookups.get(0).tryEmitValue("found");

        first.verify();
        second.verify();
        assertThat(cache.get(1).block()).isEqualTo("found");
        assertThat(lookups).hasSize(1);
    }

    @Test
    void waitersOfOneLookupMayLookUpMoreOnTheThreadThatAnswersThem() {
        List<String> answers = new ArrayList<>();
        for (int key = 1; key <= 200; key++) {
            int next = key;
            cache.get(0).flatMap(zero -> chained.get(next)).subscribe(answers::add);
        }
        lookups.get(0).tryEmitValue("zero");

        assertThat(answers).hasSize(200);
    }

    @Test
    void aLookupMayBeginWhereAnotherOneEnds() {
        Mono<String> chain = chained.get(0);
        for (int key = 1; key < 50; key++) {
            int next = key;
            chain = chain.flatMap(before -> chained.get(next));
        }

        StepVerifier.create(chain).expectNext("49").verifyComplete();
    }

    @Test
    void buildingAMonoLooksNothingUp() {
        cache.get(1);

        assertThat(lookups).isEmpty();
    }

    @Test
    void remembersThatThereIsNothing() {
        StepVerifier first = StepVerifier.create(cache.get(1)).expectComplete().verifyLater();
        lookups.get(0).tryEmitEmpty();

        first.verify();
        StepVerifier.create(cache.get(1)).verifyComplete();
        assertThat(lookups).hasSize(1);
    }

    @Test
    void doesNotRememberAFailure() {
        StepVerifier first = StepVerifier.create(cache.get(1)).expectError().verifyLater();
        lookups.get(0).tryEmitError(new IllegalStateException("the database is down"));

        first.verify();
        StepVerifier second = StepVerifier.create(cache.get(1))
                .expectNext("found")
                .expectComplete()
                .verifyLater();
        lookups.get(1).tryEmitValue("found");
        second.verify();
    }

    @Test
    void whoCancelsDoesNotTakeTheLookupFromTheOthers() {
        Disposable impatient = cache.get(1).subscribe();
        StepVerifier patient = StepVerifier.create(cache.get(1))
                .expectNext("found")
                .expectComplete()
                .verifyLater();
        impatient.dispose();
        lookups.get(0).tryEmitValue("found");

        patient.verify();
        assertThat(lookups).hasSize(1);
    }

    @Test
    void looksUpAnewWhenTimeIsUp() {
        remember(1, "old");
        clock.advance(Duration.ofSeconds(30));
        remember(1, "new");

        assertThat(lookups).hasSize(2);
    }

    @Test
    void forgetsWhatItIsTold() {
        remember(1, "one");
        remember(2, "two");
        cache.forget(1);
        cache.forgetIf("two"::equals);

        remember(1, "new one");
        remember(2, "new two");
    }

    @Test
    void aLookupFromBeforeAChangeIsNotRememberedAfterIt() {
        Disposable before = cache.get(1).subscribe();
        cache.forget(1);
        remember(1, "new");
        lookups.get(0).tryEmitValue("old");

        assertThat(before.isDisposed()).as("who asked before is answered").isTrue();
        assertThat(cache.get(1).block()).isEqualTo("new");
    }

    @Test
    void aRunningLookupMightMatchWhatIsForgotten() {
        Disposable before = cache.get(1).subscribe();
        cache.forgetIf("old"::equals);
        lookups.get(0).tryEmitValue("old");

        assertThat(before.isDisposed()).isTrue();
        remember(1, "new");
    }

    /** Expects that {@code key} is looked up, and answers that lookup. */
    private void remember(int key, String value) {
        int before = lookups.size();
        StepVerifier asked = StepVerifier.create(cache.get(key))
                .expectNext(value)
                .expectComplete()
                .verifyLater();
        assertThat(lookups).hasSize(before + 1);
        lookups.get(before).tryEmitValue(value);
        asked.verify();
    }

    @Test
    void severalAreLookedUpAnewTogether() {
        chained.get(1).block();
        List<Integer> asked = new ArrayList<>();
        chained.reload(List.of(1, 2, 3), keys -> {
                    asked.addAll(keys);
                    return Mono.just(Map.of(1, "one", 2, "two"));
                })
                .block();

        assertThat(asked).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(chained.get(1).block()).isEqualTo("one");
        assertThat(chained.get(2).block()).isEqualTo("two");
        assertThat(chained.get(3).block()).as("there is none").isNull();
    }

    @Test
    void whoAsksMeanwhileWaitsForAllToBeLookedUp() {
        Sinks.One<Map<Integer, String>> found = Sinks.one();
        List<String> answers = new ArrayList<>();
        Disposable reloading =
                chained.reload(List.of(1), keys -> found.asMono()).subscribe();
        chained.get(1).subscribe(answers::add);
        assertThat(answers).isEmpty();
        found.tryEmitValue(Map.of(1, "one"));

        assertThat(answers).containsExactly("one");
        assertThat(reloading.isDisposed()).isTrue();
    }

    @Test
    void whatCouldNotBeLookedUpTogetherIsLookedUpAlone() {
        StepVerifier.create(chained.reload(List.of(1), keys -> Mono.error(new IllegalStateException("no"))))
                .verifyError(IllegalStateException.class);
        assertThat(chained.get(1).block()).isEqualTo("1");
    }

    @Test
    void allIsForgotten() {
        chained.reload(List.of(1), keys -> Mono.just(Map.of(1, "one"))).block();
        chained.forgetAll();
        assertThat(chained.get(1).block()).isEqualTo("1");
    }
}
