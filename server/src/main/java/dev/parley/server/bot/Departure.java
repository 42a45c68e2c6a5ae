package dev.parley.server.bot;

import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** What another feature does when a bot is deleted, in the same transaction and while the bot is still there. */
@FunctionalInterface
public interface Departure {

    /**
     * The lane forgets all it remembers afterwards.
     *
     * @param actor the bot that deletes it, or null
     * @param by the same as it is told
     */
    Mono<Void> leave(LaneTransaction lane, BotId leaving, BotId actor, Actor by);
}
