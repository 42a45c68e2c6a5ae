package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Queries;
import dev.parley.persistence.lease.LeaseRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Whose turn it is, with nodes that work, die over it or lose it. */
class LeasedTurnsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Leases leases = new Leases();
    private final Turns here = new LeasedTurns(null, leases, UUID.randomUUID(), time);
    private final Turns there = new LeasedTurns(null, leases, UUID.randomUUID(), time);
    private final List<String> done = new ArrayList<>();

    @Test
    void workIsDoneOnceInEachPauseByWhoeverAsksFirst() {
        take(here, "here");
        take(there, "there");
        take(here, "here again");
        assertThat(done).containsExactly("here");

        time.advanceTimeBy(HOUR.minusSeconds(1));
        take(there, "there");
        assertThat(done).hasSize(1);
        time.advanceTimeBy(Duration.ofSeconds(1));
        take(there, "there");
        take(here, "here");
        assertThat(done).containsExactly("here", "there");
    }

    @Test
    void whoWorksForLongKeepsItsTurn() {
        Sinks.Empty<Void> end = Sinks.empty();
        begin(here, end.asMono());
        time.advanceTimeBy(Duration.ofHours(5));
        take(there, "there");
        assertThat(done).isEmpty();

        end.tryEmitEmpty();
        assertThat(done).containsExactly("ended");
        time.advanceTimeBy(HOUR.minusSeconds(1));
        take(there, "there");
        assertThat(done).as("the pause begins with the end").hasSize(1);
        time.advanceTimeBy(Duration.ofSeconds(1));
        take(there, "there");
        assertThat(done).hasSize(2);
    }

    @Test
    void othersTakeOverSoonFromWhoDies() {
        Disposable dying = begin(here, Mono.never());
        time.advanceTimeBy(Duration.ofHours(2));
        dying.dispose();
        time.advanceTimeBy(LeasedTurns.TERM.minusSeconds(1));
        take(there, "there");
        assertThat(done).isEmpty();

        time.advanceTimeBy(Duration.ofSeconds(1));
        take(there, "there");
        assertThat(done).containsExactly("there");
    }

    @Test
    void whoLosesItsTurnStops() {
        begin(here, Mono.<Void>never().doOnCancel(() -> done.add("stopped")));
        leases.expire("work");
        begin(there, Mono.never());
        time.advanceTimeBy(Duration.ofSeconds(20));

        assertThat(done).containsExactly("stopped", "ended");
        take(here, "here");
        assertThat(done).as("it is the other's turn").hasSize(2);
    }

    @Test
    void aFailureIsToldAndTheNextTurnIsAfterThePause() {
        take(here, Mono.error(new IllegalStateException("no")));
        assertThat(done).containsExactly("failed: no");
        take(there, "there");
        assertThat(done).hasSize(1);
        time.advanceTimeBy(HOUR);
        take(there, "there");
        assertThat(done).hasSize(2);
    }

    @Test
    void oneAsksOftenForWhatIsDoneSeldom() {
        assertThat(here.askEvery(HOUR)).isEqualTo(Duration.ofMinutes(1));
        assertThat(here.askEvery(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
        assertThat(Turns.ALONE.askEvery(HOUR)).isEqualTo(HOUR);
    }

    private void take(Turns turns, String name) {
        take(turns, Mono.fromRunnable(() -> done.add(name)));
    }

    private void take(Turns turns, Mono<Void> work) {
        turns.take("work", HOUR, work).subscribe(nothing -> {}, error -> done.add("failed: " + error.getMessage()));
    }

    private Disposable begin(Turns turns, Mono<Void> work) {
        return turns.take("work", HOUR, work).subscribe(nothing -> {}, error -> {}, () -> done.add("ended"));
    }

    /** Leases by the time of the test. */
    private final class Leases implements LeaseRepository {

        private final Map<String, Lease> held = new HashMap<>();

        @Override
        public Mono<Boolean> take(Queries queries, String name, UUID owner, Duration term) {
            return Mono.fromSupplier(() -> {
                Lease known = held.get(name);
                boolean free = known == null || known.until <= now();
                if (free) {
                    held.put(name, new Lease(owner, now() + term.toMillis()));
                }
                return free;
            });
        }

        @Override
        public Mono<Boolean> keep(Queries queries, String name, UUID owner, Duration term) {
            return Mono.fromSupplier(() -> {
                boolean own = held.get(name).owner.equals(owner);
                if (own) {
                    held.put(name, new Lease(owner, now() + term.toMillis()));
                }
                return own;
            });
        }

        void expire(String name) {
            held.computeIfPresent(name, (key, lease) -> new Lease(lease.owner, now()));
        }

        private long now() {
            return time.now(TimeUnit.MILLISECONDS);
        }
    }

    private record Lease(UUID owner, long until) {}
}
