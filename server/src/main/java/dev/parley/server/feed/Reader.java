package dev.parley.server.feed;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.server.auth.Caller;

/**
 * A bot that reads the journal of its organisation.
 *
 * @param admin whether it has the role {@code admin}, and so is told what administrators are
 */
public record Reader(OrgId org, BotId bot, boolean admin) {

    public static Reader of(Caller.Bot caller) {
        return new Reader(caller.org(), caller.bot(), caller.authRole() == AuthRole.ADMIN);
    }
}
