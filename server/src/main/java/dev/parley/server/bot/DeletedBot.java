package dev.parley.server.bot;

import dev.parley.persistence.bot.BotSummary;

/** The answer to a deletion. */
record DeletedBot(boolean ok, String message) {

    static DeletedBot of(BotSummary bot) {
        return new DeletedBot(
                true, "Bot " + bot.name() + " is deleted; its name stays taken until an admin releases it");
    }
}
