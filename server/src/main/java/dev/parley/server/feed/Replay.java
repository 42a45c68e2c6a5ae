package dev.parley.server.feed;

import dev.parley.server.Failures;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.feed.Resumption.Outcome;
import dev.parley.server.feed.Resumption.Reason;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * Brings a connection that was away up to date. It is registered with the fan-out already, which holds back what is new; so
 * between the last page of the journal and the first push there is no gap, and positions tell what is in both.
 */
public final class Replay {

    private static final Connection.Close EXPIRED =
            new Connection.Close(1013, "what you missed is too old by now, connect again");

    private static final long LIVES = -1;

    private final Feed feed;
    private final Fanout fanout;

    public Replay(Feed feed, Fanout fanout) {
        this.feed = feed;
        this.fanout = fanout;
    }

    /**
     * Says what becomes of the cursor and sends what was missed. Emits true when the connection lives, false when its peer
     * is gone.
     */
    public Mono<Boolean> run(Connection connection, Cursor cursor) {
        return resume(connection, cursor)
                .flatMap(resumption -> begin(connection, cursor, resumption))
                .then(Mono.fromSupplier(() -> connection.channel().isActive()))
                .onErrorResume(Failures::isPeerGone, gone -> Mono.just(false))
                .onErrorResume(JournalExpiredException.class, gone -> end(connection, EXPIRED));
    }

    private Mono<Void> begin(Connection connection, Cursor cursor, Resumption resumption) {
        boolean replays = resumption.outcome() == Outcome.REPLAY;
        long from = replays ? cursor.since().orElseThrow() : resumption.position();
        fanout.send(connection, ResumeFrame.of(resumption, from));
        return replays
                ? replay(connection, from)
                : goLive(connection, from).flatMap(next -> next == LIVES ? Mono.empty() : replay(connection, next));
    }

    private <T> Mono<T> end(Connection connection, Connection.Close reason) {
        fanout.close(connection, reason);
        return Mono.never();
    }

    private Mono<Resumption> resume(Connection connection, Cursor cursor) {
        if (connection.caller() instanceof Caller.Bot bot) {
            return feed.resume(Reader.of(bot), cursor);
        }
        return feed.reach(connection.org())
                .map(reach -> cursor.since().isEmpty()
                        ? Resumption.at(reach, Outcome.LIVE)
                        : Resumption.reset(reach, Reason.ADMINISTRATOR));
    }

    /** Page after page; the last one ends in the present. */
    private Mono<Void> replay(Connection connection, long from) {
        if (!(connection.caller() instanceof Caller.Bot bot)) {
            // Of what an administrator watches there is no cursor: it begins anew.
            return end(connection, Connection.Close.TOO_SLOW);
        }
        Reader reader = Reader.of(bot);
        AtomicLong at = new AtomicLong(from);
        return Mono.defer(() -> step(connection, reader, at.get()))
                .doOnNext(at::set)
                .repeat(() -> at.get() != LIVES)
                .then();
    }

    /** Sends one page; emits where to read next, or {@link #LIVES}. */
    private Mono<Long> step(Connection connection, Reader reader, long after) {
        return feed.read(reader, after, Feed.MAX_PAGE).flatMap(page -> fanout.replay(connection, page.entries())
                .then(Mono.defer(
                        () -> page.hasMore() ? Mono.just(page.position()) : goLive(connection, page.position()))));
    }

    private Mono<Long> goLive(Connection connection, long position) {
        return fanout.goLive(connection, position).map(lives -> lives ? LIVES : position);
    }
}
