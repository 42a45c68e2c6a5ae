package dev.parley.protocol.channel;

import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import org.jspecify.annotations.Nullable;

/**
 * Where two bots exchange direct messages.
 *
 * @param type always {@value #DIRECT}
 * @param name always null; the field is on the wire for clients that expect it
 * @param createdAt ms
 */
public record Channel(
        ChannelId id, OrgId orgId, String type, @Nullable String name, long createdAt) {

    public static final String DIRECT = "direct";

    public static Channel direct(ChannelId id, OrgId org, long createdAt) {
        return new Channel(id, org, DIRECT, null, createdAt);
    }
}
