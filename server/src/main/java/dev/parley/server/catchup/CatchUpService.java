package dev.parley.server.catchup;

import dev.parley.persistence.Database;
import dev.parley.persistence.catchup.CatchUpRepository;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.protocol.catchup.CatchUpCount;
import dev.parley.protocol.catchup.CatchUpPage;
import dev.parley.server.auth.Caller;
import java.util.Optional;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;

/**
 * Tells bots what they missed. The server keeps no read position: a bot says since when, in epoch milliseconds, and is
 * told what happened after that millisecond.
 */
public final class CatchUpService {

    private final Database database;
    private final CatchUpRepository catchUp;

    public CatchUpService(Database database, CatchUpRepository catchUp) {
        this.database = database;
        this.catchUp = catchUp;
    }

    /**
     * A page of what the bot missed, oldest first. An event that grows between two pages moves to the end and is seen
     * again, with all that it stands for since {@code sinceMillis}; so no page skips anything.
     *
     * @param cursor of the page before; any text that is none of this bot's cursors begins anew
     */
    public Mono<CatchUpPage> list(Caller.Bot bot, long sinceMillis, Optional<String> cursor, int limit) {
        long since = since(sinceMillis);
        long after = cursor.map(text -> EventIds.position(bot.bot(), text).orElse(since))
                .orElse(since);
        return catchUp.list(database, bot.org(), bot.bot(), since, after, limit + 1)
                .map(missed -> missed.stream()
                        .map(event -> CatchUpEvents.of(bot.bot(), event))
                        .toList())
                .map(events -> CatchUpPage.of(events, limit));
    }

    /** How many events all pages of {@link #list} have together. */
    public Mono<CatchUpCount> count(Caller.Bot bot, long sinceMillis) {
        return catchUp.count(database, bot.org(), bot.bot(), since(sinceMillis)).map(CatchUpCount::of);
    }

    private static long since(long millis) {
        return PositionRange.between(OptionalLong.of(millis), OptionalLong.empty())
                .after();
    }
}
