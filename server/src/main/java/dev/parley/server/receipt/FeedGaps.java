package dev.parley.server.receipt;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.feed.Feed;
import dev.parley.server.feed.FeedPage;
import dev.parley.server.feed.JournalExpiredException;
import dev.parley.server.feed.Reader;
import reactor.core.publisher.Mono;

/** Looks up in the journal what a bot missed. */
public final class FeedGaps implements Missed {

    private final Queries database;
    private final BotRepository bots;
    private final Feed feed;

    public FeedGaps(Queries database, BotRepository bots, Feed feed) {
        this.database = database;
        this.bots = bots;
        this.feed = feed;
    }

    @Override
    public Mono<Boolean> anything(OrgId org, BotId bot, long after, long upTo) {
        return bots.findSummary(database, org, bot)
                .flatMap(found -> feed.read(reader(org, found), after, 1))
                .map(page -> beginsBy(page, upTo))
                .onErrorReturn(JournalExpiredException.class, true)
                .defaultIfEmpty(true);
    }

    private static Reader reader(OrgId org, BotSummary bot) {
        return new Reader(org, bot.id(), bot.authRole() == AuthRole.ADMIN);
    }

    private static boolean beginsBy(FeedPage page, long upTo) {
        return page.entries().stream().anyMatch(entry -> entry.position() <= upTo);
    }
}
