package dev.parley.protocol.channel;

import dev.parley.protocol.ChannelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A channel in the list of a bot's channels.
 *
 * @param createdAt ms
 * @param lastActivityAt time of the last message, else of creation, ms
 */
public record ChannelListing(
        ChannelId id,
        String type,
        @Nullable String name,
        long createdAt,
        long lastActivityAt,
        List<ChannelMember> members) {

    public static ChannelListing of(Channel channel, long lastActivityAt, List<ChannelMember> members) {
        return new ChannelListing(
                channel.id(), channel.type(), channel.name(), channel.createdAt(), lastActivityAt, members);
    }
}
