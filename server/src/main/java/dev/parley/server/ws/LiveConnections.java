package dev.parley.server.ws;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.server.Failures;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.journal.Following;
import dev.parley.server.presence.Attendance;
import dev.parley.server.presence.LocalPresence;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets connections in and out, of every door that keeps them: tells of presence, keeps them alive, closes them all. */
public final class LiveConnections {

    /** How often {@link #heartbeat} is to be run. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** How often {@link #keepStreamsAlive} is to be run. */
    public static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Duration CLOSING_TICK = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(LiveConnections.class);

    private final Fanout fanout;
    private final Attendance attendance;
    private final CredentialWatch watch;
    private final Arrivals arrivals;
    private final Following following;
    private volatile Close stopping;

    public LiveConnections(Fanout fanout, CredentialWatch watch) {
        this(fanout, new LocalPresence(fanout), watch, (org, bot) -> {}, Following.NOBODY);
    }

    /**
     * @param attendance is told of the bots that come online and go offline here
     * @param following sees to it that connections are told of what other nodes commit
     */
    public LiveConnections(
            Fanout fanout, Attendance attendance, CredentialWatch watch, Arrivals arrivals, Following following) {
        this.fanout = fanout;
        this.attendance = attendance;
        this.watch = watch;
        this.arrivals = arrivals;
        this.following = following;
    }

    /** Is told of bots that connect with a token of their own, each time. Must be quick and must not block. */
    @FunctionalInterface
    public interface Arrivals {
        void arrived(OrgId org, BotId bot);
    }

    /** Begins deliveries; emits false when the connection may not stay and is being closed. */
    public Mono<Boolean> enter(Connection connection) {
        return following.follow(connection.org()).then(Mono.defer(() -> {
            if (fanout.open(connection)) {
                connection.botRef().ifPresent(bot -> attendance.cameOnline(connection.org(), bot));
            }
            if (connection.countsForPresence()) {
                connection.botRef().ifPresent(bot -> arrivals.arrived(connection.org(), bot.id()));
            }
            if (stopping != null) {
                fanout.close(connection, stopping);
            }
            return watch.begin(connection);
        }));
    }

    /** Ends deliveries. That a bot is gone for good has been told already when its connections are closed for that. */
    public void leave(Connection connection) {
        watch.end(connection);
        if (fanout.closed(connection)) {
            connection.botRef().ifPresent(bot -> wentOffline(connection, bot));
        }
        connection.ended();
    }

    private void wentOffline(Connection connection, BotRef bot) {
        if (connection.isClosedFor(CloseCodes.BOT_DELETED)) {
            attendance.wentForGood(connection.org(), bot);
        } else {
            attendance.wentOffline(connection.org(), bot);
        }
    }

    /** Pings every WebSocket and drops those that did not answer the ping before. */
    public Mono<Void> heartbeat() {
        return Mono.fromRunnable(
                () -> fanout.all().stream().filter(Connection::isAnswering).forEach(this::checkAlive));
    }

    /** Sends every stream a comment, so that nothing on the way takes it for dead. */
    public Mono<Void> keepStreamsAlive() {
        return Mono.fromRunnable(() -> fanout.all().stream()
                .filter(connection -> !connection.isAnswering())
                .forEach(fanout::keepAlive));
    }

    /**
     * Closes every connection with that reason, and those to come as soon as they do; completes when all that are open are
     * gone, or {@code patience} after the last of them was told.
     *
     * @param perSecond how many are told, so that they do not all come back in one instant; it never takes more than some
     *     ten seconds
     */
    public Mono<Void> closeAll(Close reason, int perSecond, Duration patience) {
        return Mono.defer(() -> {
            stopping = reason;
            List<Connection> open = fanout.all();
            return evenly(open, perSecond)
                    .doOnNext(some -> some.forEach(connection -> fanout.close(connection, reason)))
                    .then(Mono.defer(() -> allGone(open, patience)));
        });
    }

    /** A little every moment, and more at once where there are so many that it would take too long. */
    private static Flux<List<Connection>> evenly(List<Connection> open, int perSecond) {
        long wanted = perSecond * CLOSING_TICK.toMillis() / 1_000;
        long needed = open.size() / CLOSING.dividedBy(CLOSING_TICK);
        return Flux.fromIterable(open)
                .buffer((int) Math.max(1, Math.max(wanted, needed)))
                .delayElements(CLOSING_TICK);
    }

    private static Mono<Void> allGone(List<Connection> open, Duration patience) {
        return Flux.fromIterable(open)
                .flatMap(Connection::gone, Math.max(1, open.size()))
                .then()
                .timeout(patience, Mono.fromRunnable(() -> open.forEach(Connection::drop)));
    }

    /** What a client is told whose connection cannot begin or go on. */
    public static Close whyFailed(Throwable error) {
        return Failures.asHubError(error).map(CloseCodes::of).orElseGet(() -> {
            if (!Failures.isPeerGone(error)) {
                LOG.error("a connection failed", error);
            }
            return CloseCodes.INTERNAL;
        });
    }

    private void checkAlive(Connection connection) {
        if (connection.answeredSinceLastPing()) {
            fanout.keepAlive(connection);
        } else {
            connection.drop();
        }
    }
}
