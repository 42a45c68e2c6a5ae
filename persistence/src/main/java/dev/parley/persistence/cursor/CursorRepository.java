package dev.parley.persistence.cursor;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Where it is kept how far bots have come: one row for each bot, from when it registers until it is deleted. */
public interface CursorRepository {

    /** For {@link BotCursor#first}. */
    Insert INTO = Insert.into("bot_cursors", "org_id", "bot_id", "delivered_position", "gaps", "acknowledged_position");

    /** Bots whose cursors are read or written at once. */
    int MAX_BOTS = 500;

    /** The bot's cursor; empty when the organisation has no such bot. */
    Mono<BotCursor> find(Queries queries, OrgId org, BotId bot);

    /** The cursors of some bots, at most {@link #MAX_BOTS}; without those that are gone. */
    Mono<List<BotCursor>> list(Queries queries, OrgId org, Collection<BotId> bots);

    /**
     * The cursors of those who belonged to a topic at a position and still exist, by the names of the bots.
     *
     * @param sender is left out; may be null
     */
    Mono<List<Recipient>> listRecipients(Queries queries, OrgId org, UUID topic, long position, UUID sender, int limit);

    /**
     * Writes down what was handed over, each unless somebody else has written meanwhile; emits how many were written.
     *
     * @param changes at most {@link #MAX_BOTS}, of one each
     */
    Mono<Long> updateDelivered(Queries queries, OrgId org, Collection<Change> changes);

    /**
     * Notes that the bot has handled everything up to {@code position}, unless it has said so of a later one. Emits how far
     * it has come now; empty when there is no such bot.
     */
    Mono<Long> acknowledge(Queries queries, OrgId org, BotId bot, long position, long nowMillis);

    /** What is stored of what was handed to a bot, and what is to be stored instead. */
    record Change(BotCursor before, BotCursor after) {

        public boolean isNothing() {
            return after.handedOver().equals(before.handedOver());
        }
    }

    /** A bot that a message was for. */
    record Recipient(String name, BotCursor cursor) {}
}
