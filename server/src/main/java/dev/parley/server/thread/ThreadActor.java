package dev.parley.server.thread;

import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import org.jspecify.annotations.Nullable;

/**
 * Who does something to a thread.
 *
 * @param bot the bot that does it, as the journal keeps it; null for a person
 * @param name as everybody else is told
 */
record ThreadActor(@Nullable BotId bot, Actor name) {

    static ThreadActor of(BotId bot) {
        return new ThreadActor(bot, Actor.bot(bot));
    }
}
