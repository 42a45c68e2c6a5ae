package dev.parley.persistence.channel;

import dev.parley.protocol.channel.Channel;

/**
 * A channel in the list of a bot's channels.
 *
 * @param lastActivityAt time of the last message, else of creation, ms
 */
public record ActiveChannel(Channel channel, long lastActivityAt) {}
