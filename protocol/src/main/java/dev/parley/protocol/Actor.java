package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who did something, as events, catch-up and audit name it: a bot by its id, an organisation's administrator as
 * {@code org:<org id>}.
 *
 * @param name the form on the wire
 */
public record Actor(@JsonValue String name) {

    public static Actor bot(BotId bot) {
        return new Actor(bot.toString());
    }

    /** An administrator who is no bot, and the hub itself when it acts for the organisation. */
    public static Actor org(OrgId org) {
        return new Actor("org:" + org);
    }

    @Override
    public String toString() {
        return name;
    }
}
