package dev.parley.protocol.channel;

import dev.parley.protocol.BotId;

/** A bot as a member of a channel. */
public record ChannelMember(BotId id, String name, boolean online) {}
