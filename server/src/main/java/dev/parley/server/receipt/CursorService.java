package dev.parley.server.receipt;

import dev.parley.persistence.Database;
import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.cursor.Delivered;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import dev.parley.server.feed.Feed;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** How far a bot has come in the journal, as it says itself and as the hub knows. */
public final class CursorService {

    private final Database database;
    private final CursorRepository cursors;
    private final Feed feed;
    private final Deliveries deliveries;
    private final Clock clock;

    public CursorService(Database database, CursorRepository cursors, Feed feed, Deliveries deliveries, Clock clock) {
        this.database = database;
        this.cursors = cursors;
        this.feed = feed;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * Notes that the bot has handled everything up to {@code position}; what it said of a later one stays. Fails with
     * {@code VALIDATION_ERROR} for a position that the journal has not come to.
     */
    Mono<AcknowledgedPosition> acknowledge(Caller.Bot caller, long position) {
        return feed.reach(caller.org())
                .doOnNext(reach -> requireReached(position, reach.position()))
                .flatMap(reach -> cursors.acknowledge(database, caller.org(), caller.bot(), position, clock.millis()))
                .switchIfEmpty(Mono.error(CursorService::gone))
                .map(AcknowledgedPosition::new);
    }

    private static void requireReached(long position, long end) {
        if (position > end) {
            throw HubException.invalid("position is beyond the journal, which ends at " + end
                    + ": acknowledge the position of the last event you have handled");
        }
    }

    /** The end of the journal is read last: nobody is beyond it. */
    Mono<CursorState> find(Caller.Bot caller) {
        return cursors.find(database, caller.org(), caller.bot())
                .switchIfEmpty(Mono.error(CursorService::gone))
                .flatMap(cursor -> deliveries.delivered(caller.org(), cursor).flatMap(delivered -> feed.reach(
                                caller.org())
                        .map(reach -> state(reach.epoch(), reach.position(), delivered, cursor))));
    }

    private static CursorState state(String epoch, long latest, Delivered delivered, BotCursor cursor) {
        return new CursorState(epoch, latest, delivered.contiguous(), cursor.acknowledged());
    }

    /** It was deleted while it asked. */
    private static HubException gone() {
        return HubException.notFound("Bot");
    }

    /** @param acknowledged the bot has handled everything up to here */
    record AcknowledgedPosition(long acknowledged) {}

    /**
     * How far a bot has come.
     *
     * @param epoch of the history that the positions belong to
     * @param latest the end of the journal
     * @param delivered everything up to here was handed to the bot, without a gap
     * @param acknowledged it says it has handled everything up to here; 0 when it never said so
     */
    record CursorState(String epoch, long latest, long delivered, long acknowledged) {}
}
