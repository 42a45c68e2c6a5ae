package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** Finds a bot on this node. */
record BotKey(OrgId org, BotId bot) {}
