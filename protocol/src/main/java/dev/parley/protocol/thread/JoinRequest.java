package dev.parley.protocol.thread;

import dev.parley.protocol.BotId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * A bot's wish to join a thread that needs approval.
 *
 * @param requestedAt ms
 * @param resolvedAt ms, null while pending
 * @param resolvedBy null while pending and when that bot is gone
 */
public record JoinRequest(
        JoinRequestId id,
        ThreadId threadId,
        BotId botId,
        JoinRequestStatus status,
        long requestedAt,
        @Nullable Long resolvedAt,
        @Nullable BotId resolvedBy,
        String botName) {}
