package dev.parley.protocol.thread;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a topic and a status ("hub" because {@link Thread} is taken).
 *
 * @param tags null when never given
 * @param initiatorId null when the bot is gone
 * @param channelId the channel it grew out of, or null
 * @param context a string as the client gave it, or the text of another JSON value, or null
 * @param closeReason set exactly while the status is closed
 * @param permissionPolicy the text of a JSON object, or null: the organisation's default holds
 * @param revision starts at 1, rises with every change but messages, artifacts and join requests
 * @param createdAt ms
 * @param updatedAt when the revision last rose, ms
 * @param lastActivityAt last message or artifact, ms
 * @param resolvedAt ms, null unless the thread is resolved or was closed after it
 */
public record HubThread(
        ThreadId id,
        OrgId orgId,
        String topic,
        @Nullable List<String> tags,
        ThreadStatus status,
        @Nullable BotId initiatorId,
        @Nullable ChannelId channelId,
        @Nullable String context,
        @Nullable CloseReason closeReason,
        @Nullable String permissionPolicy,
        Visibility visibility,
        JoinPolicy joinPolicy,
        long revision,
        long createdAt,
        long updatedAt,
        long lastActivityAt,
        @Nullable Long resolvedAt) {}
