package dev.parley.server.auth;

import static dev.parley.server.testing.Refusals.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.limit.Quota;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class LockoutsTest {

    private static final Lockouts.Watch THREE = new Lockouts.Watch("thin", "narrow", 3, Duration.ofMinutes(15));
    private static final Lockouts.Watch FIVE = new Lockouts.Watch("thick", "wide", 5, Duration.ofMinutes(10));

    private final ManualClock clock = new ManualClock(1_800_000_000_000L);
    private final Lockouts lockouts = new Lockouts(clock);

    @Test
    void theLastFailureAllowedIsToldAndTheNextAttemptIsNotMade() {
        fail(THREE, 3);

        assertThat(outcome(wrong(), THREE)).isEqualTo("RATE_LIMITED 900");
        assertThat(outcome(right(), THREE)).as("even if it is right").isEqualTo("RATE_LIMITED 900");
        StepVerifier.create(lockouts.guard(
                        List.of(THREE), Mono.error(() -> new AssertionError("the attempt must not be made"))))
                .verifyErrorSatisfies(refusedWith(ErrorCode.RATE_LIMITED));
    }

    @Test
    void aLockEndsAndThenOneFailureLocksAgain() {
        fail(THREE, 3);
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(outcome(right(), THREE)).isEqualTo("RATE_LIMITED 1");

        clock.advance(Duration.ofMillis(1));
        assertThat(outcome(right(), THREE)).isEqualTo("in");
        fail(THREE, 1);
        assertThat(outcome(right(), THREE)).isEqualTo("RATE_LIMITED 900");
    }

    @Test
    void successDoesNotForgetFailures() {
        fail(THREE, 2);
        assertThat(outcome(right(), THREE)).isEqualTo("in");
        fail(THREE, 1);

        assertThat(outcome(right(), THREE)).isEqualTo("RATE_LIMITED 900");
    }

    @Test
    void failuresAreForgottenHalfAnHourAfterTheLast() {
        fail(THREE, 3);
        clock.advance(Duration.ofMinutes(30));

        fail(THREE, 2);
        assertThat(outcome(right(), THREE)).isEqualTo("in");
    }

    @Test
    void severalKeysCountEachAndTheLongestLockIsNamed() {
        fail(THREE, 2, FIVE);
        fail(FIVE, 2);
        fail(THREE, 1, FIVE);

        assertThat(outcome(right(), FIVE)).isEqualTo("RATE_LIMITED 600");
        assertThat(outcome(right(), FIVE, THREE)).isEqualTo("RATE_LIMITED 900");
    }

    @Test
    void onlyGuessesCount() {
        IntStream.range(0, 10)
                .forEach(attempt -> outcome(Mono.error(HubException.of(ErrorCode.ORG_INACTIVE, "suspended")), THREE));

        assertThat(outcome(right(), THREE)).isEqualTo("in");
    }

    @Test
    void ofGuessesAtOnceNoMoreAreToldThanAllowed() {
        List<String> outcomes = Flux.range(0, 500)
                .flatMap(
                        guess -> lockouts.guard(List.of(THREE), wrong())
                                .map(in -> in)
                                .onErrorResume(HubException.class, LockoutsTest::describe)
                                .subscribeOn(Schedulers.parallel()),
                        500)
                .collectList()
                .block();

        assertThat(outcomes).filteredOn("INVALID_TOKEN"::equals).hasSize(3);
        assertThat(outcomes).filteredOn("RATE_LIMITED 900"::equals).hasSize(497);
    }

    @Test
    void aRightGuessAmongManyIsNotToldOnceTheOthersHaveLocked() {
        Sinks.One<String> pending = Sinks.one();
        StepVerifier right = StepVerifier.create(lockouts.guard(List.of(THREE), pending.asMono()))
                .expectErrorSatisfies(refusedWith(ErrorCode.RATE_LIMITED))
                .verifyLater();
        fail(THREE, 3);
        pending.tryEmitValue("in");

        right.verify();
    }

    @Test
    void whoAsksIsToldWhatIsLeftOfTheKeyThatLocksFirst() {
        assertThat(quota(right(), THREE, FIVE)).isEqualTo("thin 3 of 3, 0 s");
        assertThat(quota(wrong(), THREE, FIVE)).isEqualTo("thin 2 of 3, 1800 s");
        fail(FIVE, 3);
        assertThat(quota(right(), THREE, FIVE)).isEqualTo("thick 1 of 5, 1800 s");

        fail(FIVE, 1);
        assertThat(quota(right(), THREE, FIVE)).as("locked").isEqualTo("thick 0 of 5, 600 s");
        clock.advance(Duration.ofMinutes(10));
        assertThat(quota(right(), FIVE)).as("a lock that is over").isEqualTo("thick 1 of 5, 1200 s");
        clock.advance(Duration.ofMinutes(20));
        assertThat(quota(right(), FIVE)).as("forgotten").isEqualTo("thick 5 of 5, 0 s");
    }

    private String quota(Mono<String> attempt, Lockouts.Watch... watches) {
        AtomicReference<Quota> told = new AtomicReference<>();
        lockouts.guard(List.of(watches), attempt)
                .onErrorResume(HubException.class, LockoutsTest::describe)
                .contextWrite(Context.of(Quota.Observer.class, (Quota.Observer) told::set))
                .block();
        Quota quota = told.get();
        return "%s %d of %d, %d s"
                .formatted(
                        quota.name(),
                        quota.remaining(),
                        quota.limit(),
                        quota.reset().toSeconds());
    }

    private void fail(Lockouts.Watch watch, int times, Lockouts.Watch... more) {
        Lockouts.Watch[] all = IntStream.rangeClosed(0, more.length)
                .mapToObj(i -> i == 0 ? watch : more[i - 1])
                .toArray(Lockouts.Watch[]::new);
        IntStream.range(0, times)
                .forEach(attempt -> assertThat(outcome(wrong(), all)).isEqualTo("INVALID_TOKEN"));
    }

    private String outcome(Mono<String> attempt, Lockouts.Watch... watches) {
        return lockouts.guard(List.of(watches), attempt)
                .onErrorResume(HubException.class, LockoutsTest::describe)
                .block();
    }

    private static Mono<String> describe(HubException refusal) {
        Object wait = refusal.error().details().get("retry_after");
        return Mono.just(refusal.error().code() + (wait == null ? "" : " " + wait));
    }

    private static Mono<String> right() {
        return Mono.just("in");
    }

    private static Mono<String> wrong() {
        return Mono.error(() -> HubException.of(ErrorCode.INVALID_TOKEN, "no such token"));
    }
}
