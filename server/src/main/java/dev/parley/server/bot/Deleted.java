package dev.parley.server.bot;

import dev.parley.persistence.bot.BotSummary;

/** The answer to a deletion. */
record Deleted(boolean ok, String message) {

    static Deleted of(BotSummary bot) {
        return new Deleted(true, "Bot " + bot.name() + " is deleted; its name stays taken until an admin releases it");
    }
}
