package dev.parley.persistence.channel;

import dev.parley.protocol.channel.Channel;

/** A direct channel and the two bots it was made for; both facts never change. */
public record StoredChannel(Channel channel, BotPair pair) {}
