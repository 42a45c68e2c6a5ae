package dev.parley.persistence.node;

import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;

/** A bot that is connected somewhere, under the name it has. */
public record OnlineBot(OrgId org, BotRef bot) {}
