package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Clients of a node that leaves come back elsewhere one after the other. */
class LeavingTest {

    private static final OrgId ORG = OrgId.next();
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Fanout fanout = new Fanout(new SimpleMeterRegistry());
    private final LiveConnections connections =
            new LiveConnections(fanout, new CredentialWatch(Mono::just, fanout, new ManualClock(0)));

    @Test
    void soManyAreToldInASecond() {
        List<EmbeddedSocket> sockets = sockets(25);
        StepVerifier.withVirtualTime(() -> connections.closeAll(CloseCodes.RESTART, 500, PATIENCE))
                .expectSubscription()
                .expectNoEvent(TICK)
                .then(() -> assertThat(told(sockets)).isEqualTo(10))
                .expectNoEvent(TICK.multipliedBy(2))
                .then(() -> assertThat(told(sockets)).isEqualTo(25))
                .then(() -> sockets.forEach(socket -> connections.leave(socket.connection)))
                .verifyComplete();
    }

    @Test
    void aCrowdIsToldFasterSoThatItDoesNotTakeForever() {
        List<EmbeddedSocket> sockets = sockets(5_000);
        StepVerifier.withVirtualTime(() -> connections.closeAll(CloseCodes.RESTART, 50, PATIENCE))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(5))
                .then(() -> assertThat(told(sockets)).isEqualTo(2_500))
                .expectNoEvent(Duration.ofSeconds(5))
                .then(() -> assertThat(told(sockets)).isEqualTo(5_000))
                .then(() -> sockets.forEach(socket -> connections.leave(socket.connection)))
                .verifyComplete();
    }

    @Test
    void whoDoesNotGoIsDropped() {
        List<EmbeddedSocket> sockets = sockets(1);
        StepVerifier.withVirtualTime(() -> connections.closeAll(CloseCodes.RESTART, 500, PATIENCE))
                .expectSubscription()
                .expectNoEvent(TICK)
                .then(() -> assertThat(told(sockets)).isEqualTo(1))
                .thenAwait(PATIENCE)
                .verifyComplete();
        assertThat(sockets.get(0).connection.channel().isOpen()).isFalse();
    }

    private List<EmbeddedSocket> sockets(int count) {
        return Stream.generate(() -> new EmbeddedSocket(fanout, ORG, new Caller.OrgAdmin(ORG, Optional.empty())))
                .limit(count)
                .toList();
    }

    private static long told(List<EmbeddedSocket> sockets) {
        return sockets.stream()
                .filter(socket -> CloseCodes.RESTART.equals(socket.closed()))
                .count();
    }
}
