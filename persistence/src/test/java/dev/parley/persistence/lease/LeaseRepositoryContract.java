package dev.parley.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every store of leases must do. A term of nothing is over at once, one of an hour is not. */
public interface LeaseRepositoryContract {

    UUID HERE = UUID.randomUUID();
    UUID THERE = UUID.randomUUID();
    Duration NONE = Duration.ZERO;
    Duration HOUR = Duration.ofHours(1);

    Database database();

    @Test
    default void oneTakesItAndOthersWaitUntilItsTermIsOver() {
        String name = name();

        assertThat(take(name, HERE, HOUR)).isTrue();
        assertThat(take(name, THERE, HOUR)).isFalse();
        assertThat(take(name, HERE, HOUR)).as("its owner waits, too").isFalse();

        assertThat(keep(name, HERE, NONE)).isTrue();
        assertThat(take(name, THERE, HOUR)).isTrue();
        assertThat(take(name, HERE, HOUR)).isFalse();
    }

    @Test
    default void onlyItsOwnerKeepsIt() {
        String name = name();

        assertThat(keep(name, HERE, HOUR)).as("before anybody took it").isFalse();
        assertThat(take(name, HERE, NONE)).isTrue();
        assertThat(keep(name, HERE, HOUR)).as("nobody was quicker").isTrue();
        assertThat(keep(name, THERE, HOUR)).isFalse();
        assertThat(keep(name, HERE, NONE)).isTrue();
        assertThat(take(name, THERE, NONE)).isTrue();
        assertThat(keep(name, HERE, HOUR)).as("somebody was quicker").isFalse();
    }

    @Test
    default void leasesAreApart() {
        assertThat(take(name(), HERE, HOUR)).isTrue();
        assertThat(take(name(), THERE, HOUR)).isTrue();
    }

    @Test
    default void ofManyAtOnceOneTakesIt() {
        String name = name();

        List<Boolean> taken = Flux.range(0, 16)
                .flatMap(i -> leases().take(database(), name, UUID.randomUUID(), HOUR), 16)
                .collectList()
                .block();

        assertThat(taken).containsOnlyOnce(true).hasSize(16);
    }

    @Test
    default void takingHappensWhenItIsAskedFor() {
        String name = name();
        Mono<Boolean> later = leases().take(database(), name, HERE, HOUR);

        assertThat(take(name, THERE, HOUR)).isTrue();
        assertThat(later.block()).isFalse();
    }

    private boolean take(String name, UUID owner, Duration term) {
        return leases().take(database(), name, owner, term).block();
    }

    private boolean keep(String name, UUID owner, Duration term) {
        return leases().keep(database(), name, owner, term).block();
    }

    private static String name() {
        return UUID.randomUUID().toString();
    }

    private static LeaseRepository leases() {
        return new SqlLeaseRepository();
    }
}
