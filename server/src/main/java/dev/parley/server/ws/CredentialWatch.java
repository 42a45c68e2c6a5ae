package dev.parley.server.ws;

import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.auth.Standing;
import dev.parley.server.cluster.Notices;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Fanout;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Map.Entry;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps connections no longer open than their credentials hold. What is revoked closes its connections by itself; this
 * looks at a connection that has just opened, as it may have been too late for that, and closes what expires.
 */
public final class CredentialWatch {

    /** How often {@link #check} is to be run. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** How often a session's connection is looked at even when nothing expires. */
    private static final Duration SESSION_CHECK = Duration.ofSeconds(60);

    /** Looks in progress at once. */
    private static final int CONCURRENCY = 16;

    private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);

    private final Standing standing;
    private final Fanout fanout;
    private final Clock clock;

    /** When (ms) to look at those connections next whose credentials can end by themselves. */
    private final Map<Connection, Long> nextLook = new ConcurrentHashMap<>();

    private final AtomicBoolean doubtful = new AtomicBoolean();

    public CredentialWatch(Standing standing, Fanout fanout, Clock clock) {
        this(standing, fanout, clock, Notices.ALONE);
    }

    /** @param notices may be lost: then all connections are looked at */
    public CredentialWatch(Standing standing, Fanout fanout, Clock clock, Notices notices) {
        this.standing = standing;
        this.fanout = fanout;
        this.clock = clock;
        notices.onDoubt(() -> doubtful.set(true));
    }

    /** Whether a connection may stay that has just been opened; if not, it is being closed. */
    Mono<Boolean> begin(Connection connection) {
        return Mono.defer(() -> {
            whenToLook(connection.caller()).ifPresent(at -> nextLook.put(connection, at));
            return look(connection);
        });
    }

    void end(Connection connection) {
        nextLook.remove(connection);
    }

    /** Looks at the connections whose time has come; at all of them when it may not have been told of something. */
    public Mono<Void> check() {
        return Mono.defer(() -> doubtful.getAndSet(false) ? checkAll() : checkDue());
    }

    /** However many there are, the database is asked for several hundred at once, and one such question after the other. */
    private Mono<Void> checkAll() {
        return Flux.fromIterable(fanout.all())
                .buffer(Standing.MAX_TOGETHER)
                .concatMap(some -> standing.lookUp(
                                some.stream().map(Connection::caller).toList())
                        .onErrorComplete()
                        .thenMany(Flux.fromIterable(some))
                        .flatMap(this::look, CONCURRENCY))
                .then();
    }

    private Mono<Void> checkDue() {
        return Flux.defer(() -> Flux.fromIterable(nextLook.entrySet()))
                .filter(entry -> entry.getValue() <= clock.millis())
                .map(Entry::getKey)
                .flatMap(this::look, CONCURRENCY)
                .then();
    }

    /** A store that cannot answer closes nothing: the next look may tell. */
    private Mono<Boolean> look(Connection connection) {
        return standing.again(connection.caller())
                .map(caller -> {
                    whenToLook(caller).ifPresent(at -> nextLook.replace(connection, at));
                    connection.update(caller);
                    return !isDemoted(connection, caller);
                })
                .onErrorResume(HubException.class, refusal -> {
                    fanout.close(connection, CloseCodes.of(refusal.error()));
                    return Mono.just(false);
                })
                .onErrorResume(error -> {
                    LOG.debug("the credentials of {} cannot be looked at for now", connection.caller(), error);
                    return Mono.just(true);
                });
    }

    /** What an administrator was told of is not for a member. */
    private boolean isDemoted(Connection connection, Caller now) {
        boolean demoted = isAdmin(connection.caller()) && !isAdmin(now);
        if (demoted) {
            fanout.close(connection, CloseCodes.BOT_DEMOTED);
        }
        return demoted;
    }

    private static boolean isAdmin(Caller caller) {
        return caller instanceof Caller.Bot bot && bot.authRole() == AuthRole.ADMIN;
    }

    private OptionalLong whenToLook(Caller caller) {
        if (caller.session().isPresent()) {
            SessionInfo session = caller.session().get();
            long nextMinute = clock.millis() + SESSION_CHECK.toMillis();
            return OptionalLong.of(Math.min(session.expiresAt().toEpochMilli(), nextMinute));
        }
        return caller instanceof Caller.Bot bot && bot.token().isPresent()
                ? bot.token().get().expiresAt()
                : OptionalLong.empty();
    }
}
