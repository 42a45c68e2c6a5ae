package dev.parley.protocol.bot;

import dev.parley.protocol.BotId;

/** A bot as events mention it. */
public record BotRef(BotId id, String name) {}
