package dev.parley.protocol.thread;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * That a bot takes part in a thread; the answer to an invitation.
 *
 * @param label its role in the thread, which permission policies refer to, or null
 * @param joinedAt ms
 */
public record Participation(
        ThreadId threadId, BotId botId, @Nullable String label, long joinedAt) {}
