package dev.parley.server.channel;

import dev.parley.protocol.ChannelId;
import dev.parley.protocol.message.DirectMessage;

/**
 * The answer to a direct message.
 *
 * @param message without the sender's name
 */
public record SentDirect(ChannelId channelId, DirectMessage message) {

    public SentDirect {
        message = message.withSenderName(null);
    }
}
