package dev.parley.server.feed;

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

    /** Says what becomes of the cursor, sends what was missed and completes when the connection lives. */
    public Mono<Void> run(Connection connection, Cursor cursor) {
        return resume(connection, cursor)
                .flatMap(resumption -> {
                    long from = resumption.outcome() == Outcome.REPLAY
                            ? cursor.since().getAsLong()
                            : resumption.position();
                    connection.goesOnAfter(from);
                    fanout.send(connection, ResumeFrame.of(resumption, from));
                    return resumption.outcome() == Outcome.REPLAY
                            ? replay(connection, from)
                            : goLive(connection, from)
                                    .flatMap(next -> next == LIVES ? Mono.empty() : replay(connection, next));
                })
                .onErrorResume(JournalExpiredException.class, gone -> {
                    fanout.close(connection, EXPIRED);
                    return Mono.never();
                });
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
        AtomicLong at = new AtomicLong(from);
        return Mono.defer(() -> step(connection, at.get()))
                .doOnNext(at::set)
                .repeat(() -> at.get() != LIVES)
                .then();
    }

    /** Sends one page; emits where to read next, or {@link #LIVES}. */
    private Mono<Long> step(Connection connection, long after) {
        Reader reader = Reader.of((Caller.Bot) connection.caller());
        return feed.read(reader, after, Feed.MAX_PAGE).flatMap(page -> fanout.replay(connection, page.entries())
                .then(Mono.defer(
                        () -> page.hasMore() ? Mono.just(page.position()) : goLive(connection, page.position()))));
    }

    private Mono<Long> goLive(Connection connection, long position) {
        return fanout.goLive(connection, position).map(lives -> lives ? LIVES : position);
    }
}
