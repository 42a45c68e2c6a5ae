package dev.parley.server.channel;

import dev.parley.protocol.BotId;
import dev.parley.protocol.channel.Channel;
import java.util.Set;

/**
 * What a lane remembers of a channel.
 *
 * @param members its live members; the same set as long as they stay the same
 */
record ChannelState(Channel channel, Set<BotId> members) {}
