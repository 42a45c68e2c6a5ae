package dev.parley.server.bot;

import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.AuthRole;

/** The answer to a change of role. */
record ChangedRole(BotId botId, AuthRole authRole) {}
