package dev.parley.server.auth;

import static dev.parley.server.testing.Refusals.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.server.limit.Quota;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** How guessing is stopped, wherever failures are counted. */
abstract class LockoutsContract {

    final ManualClock clock = new ManualClock(1_800_000_000_000L);
    private final String address = UUID.randomUUID().toString();
    private final Lockouts.Watch three = new Lockouts.Watch("thin", address, "narrow", 3, Duration.ofMinutes(15));
    private final Lockouts.Watch five = new Lockouts.Watch("thick", address, "", 5, Duration.ofMinutes(10));
    private Lockouts lockouts;

    /** Goes by {@link #clock}. */
    abstract FailureCounts counts();

    @BeforeEach
    void begin() {
        lockouts = new Lockouts(counts());
    }

    @Test
    void theLastFailureAllowedIsToldAndTheNextAttemptIsNotMade() {
        fail(three, 3);

        assertThat(outcome(wrong(), three)).isEqualTo("RATE_LIMITED 900");
        assertThat(outcome(right(), three)).as("even if it is right").isEqualTo("RATE_LIMITED 900");
        StepVerifier.create(lockouts.guard(
                        List.of(three), Mono.error(() -> new AssertionError("the attempt must not be made"))))
                .verifyErrorSatisfies(refusedWith(ErrorCode.RATE_LIMITED));
    }

    @Test
    void aLockEndsAndThenOneFailureLocksAgain() {
        fail(three, 3);
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(outcome(right(), three)).isEqualTo("RATE_LIMITED 1");

        clock.advance(Duration.ofMillis(1));
        assertThat(outcome(right(), three)).isEqualTo("in");
        fail(three, 1);
        assertThat(outcome(right(), three)).isEqualTo("RATE_LIMITED 900");
    }

    @Test
    void successDoesNotForgetFailures() {
        fail(three, 2);
        assertThat(outcome(right(), three)).isEqualTo("in");
        fail(three, 1);

        assertThat(outcome(right(), three)).isEqualTo("RATE_LIMITED 900");
    }

    @Test
    void failuresAreForgottenHalfAnHourAfterTheLast() {
        fail(three, 3);
        clock.advance(Duration.ofMinutes(30));

        fail(three, 2);
        assertThat(outcome(right(), three)).isEqualTo("in");
    }

    @Test
    void severalKeysCountEachAndTheLongestLockIsNamed() {
        fail(three, 2, five);
        fail(five, 2);
        fail(three, 1, five);

        assertThat(outcome(right(), five)).isEqualTo("RATE_LIMITED 600");
        assertThat(outcome(right(), five, three)).isEqualTo("RATE_LIMITED 900");
    }

    @Test
    void onlyGuessesCount() {
        IntStream.range(0, 10)
                .forEach(attempt -> outcome(Mono.error(HubException.of(ErrorCode.ORG_INACTIVE, "suspended")), three));

        assertThat(outcome(right(), three)).isEqualTo("in");
    }

    @Test
    void ofGuessesAtOnceNoMoreAreToldThanAllowed() {
        List<String> outcomes = Flux.range(0, 500)
                .flatMap(
                        guess -> lockouts.guard(List.of(three), wrong())
                                .map(in -> in)
                                .onErrorResume(HubException.class, LockoutsContract::describe)
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
        StepVerifier right = StepVerifier.create(lockouts.guard(List.of(three), pending.asMono()))
                .expectErrorSatisfies(refusedWith(ErrorCode.RATE_LIMITED))
                .verifyLater();
        fail(three, 3);
        pending.tryEmitValue("in");

        right.verify();
    }

    @Test
    void whoAsksIsToldWhatIsLeftOfTheKeyThatLocksFirst() {
        assertThat(quota(right(), three, five)).isEqualTo("thin 3 of 3, 0 s");
        assertThat(quota(wrong(), three, five)).isEqualTo("thin 2 of 3, 1800 s");
        fail(five, 3);
        assertThat(quota(right(), three, five)).isEqualTo("thick 1 of 5, 1800 s");

        fail(five, 1);
        assertThat(quota(right(), three, five)).as("locked").isEqualTo("thick 0 of 5, 600 s");
        clock.advance(Duration.ofMinutes(10));
        assertThat(quota(right(), five)).as("a lock that is over").isEqualTo("thick 1 of 5, 1200 s");
        clock.advance(Duration.ofMinutes(20));
        assertThat(quota(right(), five)).as("forgotten").isEqualTo("thick 5 of 5, 0 s");
    }

    private String quota(Mono<String> attempt, Lockouts.Watch... watches) {
        AtomicReference<Quota> told = new AtomicReference<>();
        lockouts.guard(List.of(watches), attempt)
                .onErrorResume(HubException.class, LockoutsContract::describe)
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
                .onErrorResume(HubException.class, LockoutsContract::describe)
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
