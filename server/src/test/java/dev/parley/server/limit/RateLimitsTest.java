package dev.parley.server.limit;

import static dev.parley.server.limit.RateLimits.Kind.MESSAGE;
import static dev.parley.server.limit.RateLimits.Kind.THREAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class RateLimitsTest {

    private static final OrgId ACME = OrgId.next();
    private static final BotId ADA = BotId.next();

    private final ManualClock clock = new ManualClock(1_790_000_000_000L);
    private final Map<OrgId, Limits> settings = new ConcurrentHashMap<>(Map.of(ACME, new Limits(3, 1)));
    private final RateLimits limits =
            new RateLimits(org -> Mono.just(settings.getOrDefault(org, new Limits(120, 30))), clock);

    @Test
    void refusesWhenTheLimitIsReachedAndSaysWhenToComeBack() {
        for (int i = 0; i < 3; i++) {
            StepVerifier.create(limits.acquire(ACME, ADA, MESSAGE)).verifyComplete();
        }
        clock.advance(Duration.ofMillis(10_001));
        StepVerifier.create(limits.acquire(ACME, ADA, MESSAGE)).verifyErrorSatisfies(error -> {
            HubException refusal = (HubException) error;
            assertThat(refusal.error().code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refusal.error().details()).containsEntry("retry_after", 50L);
        });
        clock.advance(Duration.ofMillis(49_999));
        StepVerifier.create(limits.acquire(ACME, ADA, MESSAGE)).verifyComplete();
    }

    @Test
    void tellsWhoeverWantsToKnowWhatIsLeft() {
        List<Quota> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            limits.acquire(ACME, ADA, MESSAGE)
                    .onErrorComplete()
                    .contextWrite(Context.of(Quota.Observer.class, (Quota.Observer) told::add))
                    .block();
            clock.advance(Duration.ofSeconds(1));
        }
        Duration minute = Duration.ofMinutes(1);
        assertThat(told)
                .containsExactly(
                        new Quota("messages", 3, 2, minute, minute),
                        new Quota("messages", 3, 1, minute, Duration.ofSeconds(59)),
                        new Quota("messages", 3, 0, minute, Duration.ofSeconds(58)),
                        new Quota("messages", 3, 0, minute, Duration.ofSeconds(57)));
    }

    @Test
    void messagesAndThreadsBotsAndOrganisationsCountApart() {
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyComplete();
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyError(HubException.class);
        StepVerifier.create(limits.acquire(ACME, ADA, MESSAGE)).verifyComplete();
        StepVerifier.create(limits.acquire(ACME, BotId.next(), THREAD)).verifyComplete();
        StepVerifier.create(limits.acquire(OrgId.next(), ADA, THREAD)).verifyComplete();
        clock.advance(Duration.ofMinutes(59));
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyError(HubException.class);
        clock.advance(Duration.ofMinutes(1));
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyComplete();
    }

    @Test
    void aChangedLimitCountsAtOnce() {
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyComplete();
        settings.put(ACME, new Limits(3, 2));
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyComplete();
    }

    @Test
    void buildingAnAttemptCountsNothing() {
        for (int i = 0; i < 9; i++) {
            assertThat(limits.acquire(ACME, ADA, THREAD)).isNotNull();
        }
        StepVerifier.create(limits.acquire(ACME, ADA, THREAD)).verifyComplete();
    }

    @Test
    void isExactWhileManyThreadsAskAtOnce() {
        settings.put(ACME, new Limits(1_000, 1));
        long accepted = Flux.range(0, 4_000)
                .flatMap(
                        i -> limits.acquire(ACME, ADA, MESSAGE)
                                .subscribeOn(Schedulers.parallel())
                                .thenReturn(1)
                                .onErrorResume(HubException.class, refused -> Mono.empty()),
                        64)
                .count()
                .block();
        assertThat(accepted).isEqualTo(1_000);
    }

    @Test
    void forgetsBotsThatAreIdle() {
        for (int i = 0; i < 100; i++) {
            limits.acquire(ACME, BotId.next(), MESSAGE).block();
        }
        assertThat(limits.trackedBots(MESSAGE)).isEqualTo(100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(limits.trackedBots(MESSAGE)).isZero();
    }
}
