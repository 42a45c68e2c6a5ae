package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.auth.TokenInfo;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notices;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CredentialWatchTest {

    private static final OrgId ORG = OrgId.next();
    private static final long NOW = 1_800_000_000_000L;

    private final ManualClock clock = new ManualClock(NOW);
    private final Fanout fanout = new Fanout(new SimpleMeterRegistry());
    private final AtomicInteger looks = new AtomicInteger();
    private Supplier<Mono<Caller>> truth = Mono::empty;

    /** Runs when something may not have been told. */
    private Runnable doubt;

    private final CredentialWatch watch = new CredentialWatch(
            caller -> Mono.defer(() -> {
                looks.incrementAndGet();
                return truth.get();
            }),
            fanout,
            clock,
            new Doubts());

    @Test
    void aConnectionThatCameTooLateForItsRevocationIsClosed() {
        EmbeddedSocket socket = socket(token(OptionalLong.empty()));
        truth = () -> refused(ErrorCode.INVALID_TOKEN);

        assertThat(watch.begin(socket.connection).block()).isFalse();

        assertThat(socket.closed().code()).isEqualTo(4001);
    }

    @Test
    void theCloseCodeTellsWhatEnded() {
        assertThat(closeFor(ErrorCode.SESSION_INVALID)).isEqualTo(4002);
        assertThat(closeFor(ErrorCode.TOKEN_EXPIRED)).isEqualTo(4001);
        assertThat(closeFor(ErrorCode.ORG_SUSPENDED)).isEqualTo(4100);
        assertThat(closeFor(ErrorCode.ORG_DESTROYED)).isEqualTo(4101);
        assertThat(closeFor(ErrorCode.BOT_NOT_ACTIVE)).isEqualTo(4403);
    }

    @Test
    void whatNeverExpiresIsLookedAtOnce() {
        EmbeddedSocket socket = begin(token(OptionalLong.empty()));

        clock.advance(Duration.ofDays(1));
        watch.check().block();

        assertThat(looks).hasValue(1);
        assertThat(socket.closed()).isNull();
    }

    @Test
    void aTokenIsLookedAtWhenItExpires() {
        EmbeddedSocket socket = begin(token(OptionalLong.of(NOW + 5_000)));
        clock.advance(Duration.ofMillis(4_999));
        watch.check().block();
        assertThat(looks).hasValue(1);
        truth = () -> refused(ErrorCode.TOKEN_EXPIRED);

        clock.advance(Duration.ofMillis(1));
        watch.check().block();

        assertThat(socket.closed().code()).isEqualTo(4001);
    }

    @Test
    void aSessionIsLookedAtEveryMinuteAndWhenItExpires() {
        EmbeddedSocket socket = begin(session(NOW + 90_000));

        for (int second = 1; second <= 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            watch.check().block();
        }
        assertThat(looks).as("at the opening and after a minute").hasValue(2);
        truth = () -> refused(ErrorCode.SESSION_INVALID);
        clock.advance(Duration.ofSeconds(29));
        watch.check().block();
        assertThat(socket.closed()).isNull();
        clock.advance(Duration.ofSeconds(1));
        watch.check().block();

        assertThat(socket.closed()).isEqualTo(CloseCodes.SESSION_ENDED);
    }

    @Test
    void aSessionThatWasExtendedGoesOn() {
        EmbeddedSocket socket = begin(session(NOW + 10_000));
        truth = () -> Mono.just(session(NOW + 30_000));

        clock.advance(Duration.ofSeconds(10));
        watch.check().block();
        watch.check().block();

        assertThat(looks).hasValue(2);
        assertThat(socket.closed()).isNull();
    }

    @Test
    void aStoreThatCannotAnswerClosesNothing() {
        EmbeddedSocket socket = begin(session(NOW + 10_000));
        truth = () -> Mono.error(new IllegalStateException("down"));

        clock.advance(Duration.ofSeconds(10));
        watch.check().block();
        watch.check().block();

        assertThat(looks).as("until it can").hasValue(3);
        assertThat(socket.closed()).isNull();
    }

    @Test
    void aConnectionThatIsGoneIsNotLookedAt() {
        EmbeddedSocket socket = begin(session(NOW + 10_000));
        watch.end(socket.connection);

        clock.advance(Duration.ofDays(1));
        watch.check().block();

        assertThat(looks).hasValue(1);
    }

    @Test
    void everybodyIsLookedAtWhenSomethingMayNotHaveBeenTold() {
        EmbeddedSocket first = begin(token(OptionalLong.empty()));
        EmbeddedSocket second = begin(token(OptionalLong.empty()));
        truth = () -> refused(ErrorCode.INVALID_TOKEN);
        watch.check().block();
        assertThat(looks).as("there is no reason to").hasValue(2);

        doubt.run();
        watch.check().block();
        watch.check().block();

        assertThat(looks).hasValue(4);
        assertThat(first.closed().code()).isEqualTo(4001);
        assertThat(second.closed().code()).isEqualTo(4001);
    }

    @Test
    void whoIsFoundToBeNoAdministratorAnyMoreIsClosed() {
        EmbeddedSocket member = begin(token(OptionalLong.empty()));
        EmbeddedSocket admin = begin(bot(AuthRole.ADMIN));
        truth = () -> Mono.just(bot(AuthRole.MEMBER));

        doubt.run();
        watch.check().block();

        assertThat(admin.closed()).isEqualTo(CloseCodes.BOT_DEMOTED);
        assertThat(member.closed()).isNull();
    }

    private int closeFor(ErrorCode code) {
        EmbeddedSocket socket = socket(session(NOW + 10_000));
        truth = () -> refused(code);
        assertThat(watch.begin(socket.connection).block()).isFalse();
        return socket.closed().code();
    }

    private EmbeddedSocket begin(Caller caller) {
        EmbeddedSocket socket = socket(caller);
        truth = () -> Mono.just(caller);
        assertThat(watch.begin(socket.connection).block()).isTrue();
        return socket;
    }

    private EmbeddedSocket socket(Caller caller) {
        return new EmbeddedSocket(fanout, ORG, caller);
    }

    private static Mono<Caller> refused(ErrorCode code) {
        return Mono.error(HubException.of(code, "no more"));
    }

    private static Caller session(long expiresAt) {
        SessionInfo info = new SessionInfo("id", "ref", Optional.empty(), Instant.ofEpochMilli(expiresAt));
        return new Caller.OrgAdmin(ORG, Optional.of(info));
    }

    private static Caller bot(AuthRole role) {
        TokenInfo info = new TokenInfo(Ids.next(), "hash", OptionalLong.empty());
        return new Caller.Bot(ORG, BotId.next(), "bot", role, Set.of(Scope.FULL), Optional.empty(), Optional.of(info));
    }

    private final class Doubts implements Notices {

        @Override
        public void tell(Notice notice) {}

        @Override
        public void hear(Notice.Kind kind, Consumer<Notice> listener) {}

        @Override
        public void onDoubt(Runnable action) {
            doubt = action;
        }
    }

    private static Caller token(OptionalLong expiresAt) {
        TokenInfo info = new TokenInfo(Ids.next(), "hash", expiresAt);
        return new Caller.Bot(
                ORG, BotId.next(), "bot", AuthRole.MEMBER, Set.of(Scope.FULL), Optional.empty(), Optional.of(info));
    }
}
