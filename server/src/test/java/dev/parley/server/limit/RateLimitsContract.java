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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

/** How bots are limited, wherever it is kept what they did. */
abstract class RateLimitsContract {

    private final OrgId acme = OrgId.next();
    private final BotId ada = BotId.next();

    final ManualClock clock = new ManualClock(1_790_000_000_000L);
    private final Map<OrgId, Limits> settings = new ConcurrentHashMap<>();
    private RateLimits limits;

    /** What is new each time, and goes by {@link #clock}. */
    abstract Windows windows();

    @BeforeEach
    void begin() {
        settings.put(acme, new Limits(3, 1));
        limits = new RateLimits(org -> Mono.just(settings.getOrDefault(org, new Limits(120, 30))), windows());
    }

    @Test
    void refusesWhenTheLimitIsReachedAndSaysWhenToComeBack() {
        for (int i = 0; i < 3; i++) {
            StepVerifier.create(limits.acquire(acme, ada, MESSAGE)).verifyComplete();
        }
        clock.advance(Duration.ofMillis(10_001));
        StepVerifier.create(limits.acquire(acme, ada, MESSAGE)).verifyErrorSatisfies(error -> {
            HubException refusal = (HubException) error;
            assertThat(refusal.error().code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refusal.error().details()).containsEntry("retry_after", 50L);
        });
        clock.advance(Duration.ofMillis(49_999));
        StepVerifier.create(limits.acquire(acme, ada, MESSAGE)).verifyComplete();
    }

    @Test
    void tellsWhoeverWantsToKnowWhatIsLeft() {
        List<Quota> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            limits.acquire(acme, ada, MESSAGE)
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
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyComplete();
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyError(HubException.class);
        StepVerifier.create(limits.acquire(acme, ada, MESSAGE)).verifyComplete();
        StepVerifier.create(limits.acquire(acme, BotId.next(), THREAD)).verifyComplete();
        StepVerifier.create(limits.acquire(OrgId.next(), ada, THREAD)).verifyComplete();
        clock.advance(Duration.ofMinutes(59));
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyError(HubException.class);
        clock.advance(Duration.ofMinutes(1));
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyComplete();
    }

    @Test
    void aChangedLimitCountsAtOnce() {
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyComplete();
        settings.put(acme, new Limits(3, 2));
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyComplete();
    }

    @Test
    void buildingAnAttemptCountsNothing() {
        for (int i = 0; i < 9; i++) {
            assertThat(limits.acquire(acme, ada, THREAD)).isNotNull();
        }
        StepVerifier.create(limits.acquire(acme, ada, THREAD)).verifyComplete();
    }

    @Test
    void isExactWhileManyThreadsAskAtOnce() {
        settings.put(acme, new Limits(1_000, 1));
        long accepted = Flux.range(0, 4_000)
                .flatMap(
                        i -> limits.acquire(acme, ada, MESSAGE)
                                .subscribeOn(Schedulers.parallel())
                                .thenReturn(1)
                                .onErrorResume(HubException.class, refused -> Mono.empty()),
                        64)
                .count()
                .block();
        assertThat(accepted).isEqualTo(1_000);
    }
}
