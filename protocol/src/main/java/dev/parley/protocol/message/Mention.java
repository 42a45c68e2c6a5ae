package dev.parley.protocol.message;

import dev.parley.protocol.BotId;

/** A participant named in a thread message, with its name as registered. */
public record Mention(BotId botId, String name) {}
